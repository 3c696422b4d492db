/// A provider that speaks four dialects and costs next to nothing: one thread, one selector,
/// answers made before they are asked for.
@NullMarked
package dev.bifrost.bench.mock;

import org.jspecify.annotations.NullMarked;
