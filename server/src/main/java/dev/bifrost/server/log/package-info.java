/// What the process tells its operator.
@NullMarked
package dev.bifrost.server.log;

import org.jspecify.annotations.NullMarked;
