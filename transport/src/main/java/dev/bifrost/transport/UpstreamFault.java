package dev.bifrost.transport;

import java.io.IOException;

/// A request to another server failed on the network.
public final class UpstreamFault extends IOException {
  private static final long serialVersionUID = 1;

  /// What failed.
  public enum Kind {
    /// The name was not found, the connection refused, or a proxy said no.
    CONNECT_FAILED,
    /// No connection came about in the time allowed.
    CONNECT_TIMEOUT,
    /// Every connection allowed to the origin was in use for the time allowed.
    POOL_FULL,
    /// The TLS handshake failed, or the certificate was not trusted.
    TLS,
    /// The connection was cut before the answer's end, or the answer was malformed.
    RESET,
    /// The head of the answer did not come in the time allowed.
    HEADER_TIMEOUT,
    /// The next part of the body did not come in the time allowed.
    IDLE_TIMEOUT,
    /// The body is larger than the caller allows.
    TOO_LARGE,
    /// The caller cancelled, or its thread was interrupted.
    CANCELLED
  }

  private final Kind kind;

  UpstreamFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /// What failed.
  public Kind kind() {
    return kind;
  }
}
