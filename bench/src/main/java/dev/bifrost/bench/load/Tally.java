package dev.bifrost.bench.load;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/// Counts what a run sees; amounts and durations only while its window is open, errors always.
final class Tally {
  private final LongSupplier cpuNanos;
  private final Outcome.Times times =
      new Outcome.Times(new Histogram(), new Histogram(), new Histogram());
  private final SortedMap<String, Long> errors = new TreeMap<>();
  private final boolean byIntention;
  private boolean opened;
  private boolean open;
  private long fromNanos;
  private long toNanos = Long.MAX_VALUE;
  private long fromCpu;
  private long toCpu;
  private long requests;
  private long chunks;

  /// `byIntention`: latency is that of requests meant to go inside the window, whenever they were
  /// answered; otherwise of requests answered inside it.
  Tally(LongSupplier cpuNanos, boolean byIntention) {
    this.cpuNanos = cpuNanos;
    this.byIntention = byIntention;
  }

  boolean opened() {
    return opened;
  }

  boolean open() {
    return open;
  }

  void openWindow() {
    fromCpu = cpuNanos.getAsLong();
    fromNanos = System.nanoTime();
    opened = true;
    open = true;
  }

  void closeWindow() {
    toNanos = System.nanoTime();
    toCpu = cpuNanos.getAsLong();
    open = false;
  }

  private boolean counts(long intendedNanos) {
    return byIntention ? opened && intendedNanos >= fromNanos && intendedNanos < toNanos : open;
  }

  void answered(long intendedNanos, long nowNanos) {
    if (open) {
      requests++;
    }
    if (counts(intendedNanos)) {
      times.answer().record(nowNanos - intendedNanos);
    }
  }

  void firstChunk(long intendedNanos, long nowNanos) {
    if (counts(intendedNanos)) {
      times.first().record(nowNanos - intendedNanos);
    }
  }

  void chunk(long sentNanos, long nowNanos) {
    if (open) {
      chunks++;
      times.delay().record(nowNanos - sentNanos);
    }
  }

  void error(String what) {
    errors.merge(what, 1L, Long::sum);
  }

  /// A request that was never answered: an error, and at least as slow as we have waited.
  void unanswered(long intendedNanos, long nowNanos) {
    error("not answered in time");
    if (counts(intendedNanos)) {
      times.answer().record(nowNanos - intendedNanos);
    }
  }

  Outcome outcome() {
    return new Outcome(
        new Outcome.Counts(requests, chunks, toNanos - fromNanos, toCpu - fromCpu),
        times,
        new TreeMap<>(errors));
  }
}
