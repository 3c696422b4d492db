package dev.bifrost.bench.load;

import java.util.Map;

/// What a run has measured.
///
/// @param counts what was completed inside the window
/// @param times how long things took
/// @param errors over the whole run, by what went wrong
public record Outcome(Counts counts, Times times, Map<String, Long> errors) {
  /// Amounts of the window.
  ///
  /// @param requests answered completely and rightly
  /// @param chunks pieces of text received
  /// @param wallNanos the length of the window
  /// @param cpuNanos of the measured process in that time
  public record Counts(long requests, long chunks, long wallNanos, long cpuNanos) {}

  /// Durations in nanoseconds.
  ///
  /// @param answer from the moment a request was meant to go to the last byte of its answer
  /// @param first from that moment to the first piece of text
  /// @param delay from the moment the mock sent a piece of text to its arrival
  public record Times(Histogram answer, Histogram first, Histogram delay) {}

  /// The number of errors.
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Requests answered per second.
  public double requestsPerSecond() {
    return 1e9 * counts.requests() / counts.wallNanos();
  }

  /// Pieces of text received per second.
  public double chunksPerSecond() {
    return 1e9 * counts.chunks() / counts.wallNanos();
  }

  /// CPU time of the measured process per answered request, in microseconds.
  public double cpuMicrosPerRequest() {
    return counts.cpuNanos() / 1e3 / counts.requests();
  }

  /// CPU time of the measured process per piece of text, in microseconds.
  public double cpuMicrosPerChunk() {
    return counts.cpuNanos() / 1e3 / counts.chunks();
  }

  /// The share of one core that the measured process used.
  public double coreShare() {
    return (double) counts.cpuNanos() / counts.wallNanos();
  }
}
