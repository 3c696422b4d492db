package dev.bifrost.bench.machine;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for processes, always with an end.
final class Patience {
  private static final Duration TO_END = Duration.ofSeconds(20);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(5);

  private Patience() {}

  /// Tries until it holds; answers whether it did in time.
  static boolean until(BooleanSupplier holds, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return true;
  }

  /// Waits for a process that was asked to end, and ends it by force when it does not.
  static void untilEnded(ProcessHandle process) {
    try {
      process.onExit().get(TO_END.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
