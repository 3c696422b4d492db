package dev.bifrost.bench;

/// A measured value beside what was promised.
///
/// @param measure what it is
/// @param value as measured
/// @param limit the most it may be
record Verdict(String measure, double value, double limit) {
  /// Whether the promise was kept; not where there was nothing to measure.
  boolean held() {
    return value <= limit;
  }
}
