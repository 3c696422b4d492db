/// The contract of a wire format, and how frames lie in bytes. Pure: no clock, randomness, network,
/// file, thread or logger.
@NullMarked
package dev.bifrost.wire;

import org.jspecify.annotations.NullMarked;
