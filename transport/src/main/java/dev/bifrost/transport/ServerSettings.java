package dev.bifrost.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a server listens.
///
/// @param host the address to listen at
/// @param port the port, 0 for any free one
/// @param limits sizes
/// @param timeouts times
/// @param tls certificate and key, or null for plain HTTP
/// @param listener hears what went wrong
public record ServerSettings(
    String host,
    int port,
    Limits limits,
    Timeouts timeouts,
    @Nullable ServerTls tls,
    ServerListener listener) {
  /// Sizes.
  ///
  /// @param maxHeaderBytes a longer request head is answered with 431
  /// @param maxBodyBytes a longer body is [BodyTooLarge]
  /// @param writeAheadBytes how much of an answer may be unsent before a writer waits
  public record Limits(int maxHeaderBytes, int maxBodyBytes, int writeAheadBytes) {
    /// 64 KB of head, 100 MB of body, 64 KB ahead.
    public static final Limits DEFAULT = new Limits(64 * 1024, 100 * 1024 * 1024, 64 * 1024);
  }

  /// Times.
  ///
  /// @param keepAlive how long a connection may stay without a request
  /// @param head how long a request's head may take from its first byte
  /// @param stalled how long a client may send nothing of a body, or take nothing of an answer
  public record Timeouts(Duration keepAlive, Duration head, Duration stalled) {
    /// 75 seconds, 30 seconds, 2 minutes.
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(75), Duration.ofSeconds(30), Duration.ofMinutes(2));
  }

  /// Plain HTTP on `127.0.0.1` with the default limits.
  public static ServerSettings local(int port) {
    return new ServerSettings(
        "127.0.0.1", port, Limits.DEFAULT, Timeouts.DEFAULT, null, ServerListener.SILENT);
  }

  /// The same with another address.
  public ServerSettings withHost(String host) {
    return new ServerSettings(host, port, limits, timeouts, tls, listener);
  }

  /// The same with other sizes.
  public ServerSettings withLimits(Limits limits) {
    return new ServerSettings(host, port, limits, timeouts, tls, listener);
  }

  /// The same with other times.
  public ServerSettings withTimeouts(Timeouts timeouts) {
    return new ServerSettings(host, port, limits, timeouts, tls, listener);
  }

  /// The same over TLS.
  public ServerSettings withTls(ServerTls tls) {
    return new ServerSettings(host, port, limits, timeouts, tls, listener);
  }

  /// The same with another listener.
  public ServerSettings withListener(ServerListener listener) {
    return new ServerSettings(host, port, limits, timeouts, tls, listener);
  }
}
