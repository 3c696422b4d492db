package dev.bifrost.bench;

import java.time.Duration;

/// One start of the gateway.
///
/// @param startUp from the start of its process to the first answer
/// @param idleBytes of memory right after that
record Start(int round, Duration startUp, long idleBytes) {
  /// The start-up time in seconds.
  double seconds() {
    return startUp.toNanos() / 1e9;
  }
}
