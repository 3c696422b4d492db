package dev.bifrost.transport;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A timer for deadlines that nearly always move on before they pass. It is scheduled once and,
/// when it rings, looks where the deadline is by now; so moving a deadline costs nothing.
final class LazyTimer {
  /// The deadline that never comes.
  static final long NEVER = Long.MAX_VALUE;

  /// What the timer watches.
  interface Watched {
    /// The deadline on the clock of [Loop#now], or [#NEVER]. Called on the loop.
    long due();

    /// The deadline has passed. Called on the loop.
    void expired();
  }

  private final Loop loop;
  private final Watched watched;
  private volatile long rings = NEVER;
  private @Nullable Future<?> scheduled;

  LazyTimer(Loop loop, Watched watched) {
    this.loop = loop;
    this.watched = watched;
  }

  /// To be called on the loop whenever a deadline may be nearer than before.
  void check(long deadline) {
    if (deadline < rings) {
      arm();
    }
  }

  /// As [#check], from any thread.
  void checkFromOutside(long deadline) {
    if (deadline < rings) {
      loop.execute(this::arm);
    }
  }

  /// Ends the timer. On the loop.
  void stop() {
    rings = Long.MIN_VALUE;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }

  private void arm() {
    long due = watched.due();
    if (due >= rings) {
      return;
    }
    if (scheduled != null) {
      scheduled.cancel(false);
    }
    rings = due;
    long wait = Math.max(0, due - Loop.now());
    scheduled = loop.events().schedule(this::ring, wait, TimeUnit.NANOSECONDS);
  }

  private void ring() {
    if (rings == Long.MIN_VALUE) {
      return;
    }
    scheduled = null;
    rings = NEVER;
    if (watched.due() <= Loop.now()) {
      watched.expired();
    }
    if (rings == NEVER) {
      arm();
    }
  }
}
