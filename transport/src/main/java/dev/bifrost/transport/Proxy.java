package dev.bifrost.transport;

import org.jspecify.annotations.Nullable;

/// A proxy on the way out.
///
/// @param kind how it is spoken to
/// @param host its name or address
/// @param port its port
/// @param user the user to sign in as, or null
/// @param password the user's password, or null
public record Proxy(
    Kind kind, String host, int port, @Nullable String user, @Nullable String password) {
  /// How a proxy is spoken to.
  public enum Kind {
    /// HTTP `CONNECT`.
    HTTP_CONNECT,
    /// SOCKS version 5.
    SOCKS5
  }

  /// A proxy that asks for no sign-in.
  public static Proxy of(Kind kind, String host, int port) {
    return new Proxy(kind, host, port, null, null);
  }

  /// The proxy without its password.
  @Override
  public String toString() {
    return kind + " " + host + ":" + port;
  }
}
