/// The load generator: one thread, one selector, requests made before they are sent, latency from
/// the moment a request was meant to go.
@NullMarked
package dev.bifrost.bench.load;

import org.jspecify.annotations.NullMarked;
