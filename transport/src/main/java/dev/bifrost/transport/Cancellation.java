package dev.bifrost.transport;

import java.util.ArrayList;
import java.util.List;

/// A switch that ends requests under way, whatever they are waiting for. Safe for many threads; its
/// own monitor guards its state.
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>(1);
  private boolean cancelled;

  /// Ends every request that was sent with this, now and from now on. Never blocks.
  public void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(actions);
      actions.clear();
    }
    toRun.forEach(Runnable::run);
  }

  /// Whether [#cancel] was called.
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /// Calls `action` when this is cancelled; at once when it is already.
  void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  synchronized void forget(Runnable action) {
    actions.remove(action);
  }
}
