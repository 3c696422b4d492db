package dev.bifrost.bench;

import dev.bifrost.bench.load.Histogram;
import dev.bifrost.bench.load.Outcome;
import dev.bifrost.bench.machine.ProcessTree;

/// One measured window.
///
/// @param subject what was measured
/// @param perSecond the rate that was kept; 0 for as fast as it goes
/// @param memory of the measured process at the end; its peak is that of this window
record Run(Subject subject, double perSecond, Outcome outcome, ProcessTree.Memory memory) {
  /// What a window measures.
  record Subject(Profile profile, Side side, int round) {}

  Profile profile() {
    return subject.profile();
  }

  Side side() {
    return subject.side();
  }

  int round() {
    return subject.round();
  }

  /// Whether a rate was kept, to measure latency.
  boolean paced() {
    return perSecond > 0;
  }

  /// CPU time per unit of work, in microseconds.
  double cpuMicros() {
    return profile().kind().countsChunks()
        ? outcome.cpuMicrosPerChunk()
        : outcome.cpuMicrosPerRequest();
  }

  /// Units of work per second.
  double rate() {
    return profile().kind().countsChunks()
        ? outcome.chunksPerSecond()
        : outcome.requestsPerSecond();
  }

  /// The latency that the profile is about, in milliseconds: to the first piece of text where it
  /// streams, to the last byte otherwise.
  double latencyMillis(double quantile) {
    Outcome.Times times = outcome.times();
    Histogram meant =
        switch (profile().kind()) {
          case PLAIN, AGENT -> times.answer();
          case TOKEN -> times.first();
          case STREAM, OPEN -> times.delay();
        };
    return meant.quantile(quantile) / 1e6;
  }
}
