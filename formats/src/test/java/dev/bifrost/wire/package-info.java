/// The contract's shared machines: turns, names, framings.
@NullMarked
package dev.bifrost.wire;

import org.jspecify.annotations.NullMarked;
