package dev.bifrost.bench;

import java.util.Locale;

/// Whom the load is sent to.
enum Side {
  /// The mock itself: what the machine takes without anything between.
  DIRECT,
  /// The plain proxy.
  FLOOR,
  /// The gateway under test.
  GATEWAY;

  /// Its word in reports.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
