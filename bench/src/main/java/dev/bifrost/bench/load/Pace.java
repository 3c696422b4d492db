package dev.bifrost.bench.load;

import java.time.Duration;

/// When requests go out.
public sealed interface Pace {
  /// Each connection sends its next request when it has the answer to the last one.
  ///
  /// @param ramp the time over which the connections begin, one after another
  record Closed(Duration ramp) implements Pace {}

  /// Requests go out at random moments of a given mean rate, whether or not earlier ones have been
  /// answered; latency counts from that moment even where no connection was free.
  ///
  /// @param seed the same seed gives the same moments
  record Open(double perSecond, long seed) implements Pace {}
}
