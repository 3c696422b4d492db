package dev.bifrost.transport;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The place where one thread waits for what a loop will say. The condition must be guarded by one
/// monitor on both sides, so that no signal is lost.
final class Waiter {
  /// How a wait ended.
  enum Outcome {
    /// The condition holds.
    READY,
    /// The deadline has passed. The thread sees this when somebody signals after the deadline.
    LATE,
    /// The thread is interrupted, and still marked so.
    INTERRUPTED
  }

  private volatile @Nullable Thread waiting;

  /// Wakes the waiting thread so that it looks again.
  void signal() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /// Waits until `condition` holds.
  Outcome await(BooleanSupplier condition, long deadline) {
    waiting = Thread.currentThread();
    try {
      while (!condition.getAsBoolean()) {
        if (Thread.currentThread().isInterrupted()) {
          return Outcome.INTERRUPTED;
        }
        if (deadline != LazyTimer.NEVER && Loop.now() >= deadline) {
          return Outcome.LATE;
        }
        LockSupport.park(this);
      }
      return Outcome.READY;
    } finally {
      waiting = null;
    }
  }
}
