package dev.bifrost.wire;

import org.jspecify.annotations.Nullable;

/// Reads a header of an answer.
@FunctionalInterface
public interface HeaderLookup {
  /// No headers at all.
  HeaderLookup NONE = _ -> null;

  /// The first value of the header of that lower-case name, or null.
  @Nullable String first(String name);
}
