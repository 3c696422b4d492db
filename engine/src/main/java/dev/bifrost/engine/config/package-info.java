/// What the operator says: `config.json` and the environment, read into records, all faults
/// reported with their path.
@NullMarked
package dev.bifrost.engine.config;

import org.jspecify.annotations.NullMarked;
