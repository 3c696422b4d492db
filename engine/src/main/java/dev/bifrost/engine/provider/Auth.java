package dev.bifrost.engine.provider;

/// Where a provider wants its credential.
public sealed interface Auth {
  /// In `Authorization: Bearer …`; nothing where the key is empty.
  record Bearer() implements Auth {}

  /// In a header of its own, such as `x-api-key`.
  record Header(String name) implements Auth {}

  /// In the query, such as `?key=…`.
  record Query(String name) implements Auth {}

  /// Nowhere.
  record None() implements Auth {}
}
