package dev.bifrost.bench.load;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// The moments at which requests are meant to go: a Poisson process, and the queue of those that no
/// connection was free for.
final class Arrivals {
  private final SplittableRandom random;
  private final double meanNanos;
  private final long endNanos;
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private double next;

  /// Arrivals from `startNanos` up to `endNanos`.
  Arrivals(Pace.Open pace, long startNanos, long endNanos) {
    this.random = new SplittableRandom(pace.seed());
    this.meanNanos = 1e9 / pace.perSecond();
    this.endNanos = endNanos;
    this.next = startNanos;
    advance();
  }

  private void advance() {
    next -= Math.log(1 - random.nextDouble()) * meanNanos;
  }

  /// Moves what is meant to go by now into the queue.
  void advanceTo(long nowNanos) {
    while (next <= nowNanos && next < endNanos) {
      waiting.add((long) next);
      advance();
    }
  }

  /// Whether a request is meant to have gone already.
  boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  /// How many are meant to have gone already.
  int waitingCount() {
    return waiting.size();
  }

  /// Takes the first moment off the queue.
  long take() {
    return waiting.remove();
  }

  /// The moment of the next arrival; `Long.MAX_VALUE` when there is none.
  long nextNanos() {
    return next < endNanos ? (long) next : Long.MAX_VALUE;
  }
}
