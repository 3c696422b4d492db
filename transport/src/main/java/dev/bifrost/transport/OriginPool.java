package dev.bifrost.transport;

import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The connections of one loop to one origin. The one that was used last is used next, so that
/// those too many grow old. Everything runs on the loop.
final class OriginPool {
  private final LoopPool pool;
  private final Origin origin;
  private final Set<ClientConnection> connections = new LinkedHashSet<>();
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<ClientCall> waiting = new ArrayDeque<>();
  private int open;

  OriginPool(LoopPool pool, Origin origin) {
    this.pool = pool;
    this.origin = origin;
  }

  Loop loop() {
    return pool.loop();
  }

  ClientSettings settings() {
    return pool.settings();
  }

  /// Gives `call` a kept connection, a new one, or a place in the queue.
  void serve(ClientCall call) {
    ClientConnection kept = idle.pollFirst();
    if (kept != null) {
      kept.begin(call, true);
    } else {
      serveFresh(call);
    }
  }

  /// Gives `call` a new connection or a place in the queue.
  void serveFresh(ClientCall call) {
    if (open < pool.maxPerOrigin()) {
      connect(call);
      return;
    }
    waiting.add(call);
    long patience = call.request().limits().connect().toNanos();
    Channels.later(pool.loop(), () -> giveUp(call), patience);
  }

  private void giveUp(ClientCall call) {
    if (waiting.remove(call)) {
      call.fail(
          UpstreamFault.Kind.POOL_FULL,
          "all " + open + " connections to " + origin + " are in use");
    }
  }

  private void connect(ClientCall call) {
    open++;
    pool.connector()
        .connect(
            origin,
            call.request().limits().connect(),
            new Connector.Outcome() {
              @Override
              public void connected(Channel channel) {
                if (!channel.isActive()) {
                  failed(UpstreamFault.Kind.RESET, "closed as soon as it was open");
                  return;
                }
                ClientConnection connection = new ClientConnection(OriginPool.this, channel);
                connections.add(connection);
                channel.pipeline().addLast(connection);
                if (call.settled()) {
                  release(connection);
                } else {
                  connection.begin(call, false);
                }
              }

              @Override
              public void failed(UpstreamFault.Kind kind, String message) {
                call.fail(kind, message);
                left();
              }
            });
  }

  /// The connection is free.
  void release(ClientConnection connection) {
    ClientCall next = nextWaiting();
    if (next != null) {
      connection.begin(next, true);
    } else {
      idle.addFirst(connection);
      connection.rest();
    }
  }

  /// The connection has ended.
  void closed(ClientConnection connection) {
    if (connections.remove(connection)) {
      idle.remove(connection);
      left();
    }
  }

  /// The call no longer wants a connection.
  void forget(ClientCall call) {
    waiting.remove(call);
  }

  void close() {
    List.copyOf(connections).forEach(ClientConnection::close);
    for (ClientCall call : List.copyOf(waiting)) {
      call.fail(UpstreamFault.Kind.CANCELLED, "the client is closed");
    }
    waiting.clear();
  }

  private void left() {
    open--;
    ClientCall next = nextWaiting();
    if (next != null) {
      connect(next);
    } else if (open == 0) {
      pool.forget(origin);
    }
  }

  private @Nullable ClientCall nextWaiting() {
    ClientCall next = waiting.pollFirst();
    while (next != null && next.settled()) {
      next = waiting.pollFirst();
    }
    return next;
  }
}
