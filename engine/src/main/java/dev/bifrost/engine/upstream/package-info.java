/// The way to a provider and back: the verbatim road where both sides speak one dialect, the
/// translated road where they do not.
@NullMarked
package dev.bifrost.engine.upstream;

import org.jspecify.annotations.NullMarked;
