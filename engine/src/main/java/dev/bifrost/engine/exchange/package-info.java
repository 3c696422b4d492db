/// What the stages of the corridor hand to one another.
@NullMarked
package dev.bifrost.engine.exchange;

import org.jspecify.annotations.NullMarked;
