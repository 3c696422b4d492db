package dev.bifrost.engine.config;

import org.jspecify.annotations.Nullable;

/// The environment variables of the process, or of a test.
@FunctionalInterface
public interface Environment {
  /// No variables at all.
  Environment NONE = _ -> null;

  /// The variable of that name, or null where it is not set.
  @Nullable String get(String name);
}
