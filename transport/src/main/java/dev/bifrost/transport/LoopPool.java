package dev.bifrost.transport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The connections that one loop has to other servers. Everything runs on that loop.
final class LoopPool {
  private final Loop loop;
  private final ClientSettings settings;
  private final int maxPerOrigin;
  private final Connector connector;
  private final Map<Origin, OriginPool> origins = new HashMap<>();
  private boolean closed;

  LoopPool(Loop loop, ClientSettings settings, int maxPerOrigin, Connector connector) {
    this.loop = loop;
    this.settings = settings;
    this.maxPerOrigin = maxPerOrigin;
    this.connector = connector;
  }

  Loop loop() {
    return loop;
  }

  ClientSettings settings() {
    return settings;
  }

  int maxPerOrigin() {
    return maxPerOrigin;
  }

  Connector connector() {
    return connector;
  }

  /// Finds a connection for `call`.
  void serve(ClientCall call) {
    if (closed) {
      call.fail(UpstreamFault.Kind.CANCELLED, "the client is closed");
      return;
    }
    Origin origin = call.request().origin();
    OriginPool pool = origins.get(origin);
    if (pool == null) {
      pool = new OriginPool(this, origin);
      origins.put(origin, pool);
    }
    pool.serve(call);
  }

  /// The call no longer wants a connection.
  void forget(ClientCall call) {
    OriginPool pool = origins.get(call.request().origin());
    if (pool != null) {
      pool.forget(call);
    }
  }

  /// Nothing is left of this origin.
  void forget(Origin origin) {
    origins.remove(origin);
  }

  void close() {
    closed = true;
    List.copyOf(origins.values()).forEach(OriginPool::close);
  }
}
