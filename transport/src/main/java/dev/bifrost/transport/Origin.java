package dev.bifrost.transport;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A server as the client sees it, and the way to it. Requests to equal origins share connections.
///
/// @param scheme plain or TLS
/// @param host a name or an address, IPv6 without brackets
/// @param port 1 to 65535
/// @param proxy the proxy to go through, or null
/// @param trust whose certificates are believed; of no meaning for plain HTTP
public record Origin(Scheme scheme, String host, int port, @Nullable Proxy proxy, Trust trust) {
  /// Plain or TLS.
  public enum Scheme {
    /// Without TLS.
    HTTP(80),
    /// With TLS.
    HTTPS(443);

    private final int defaultPort;

    Scheme(int defaultPort) {
      this.defaultPort = defaultPort;
    }

    /// The port that a URL need not name.
    public int defaultPort() {
      return defaultPort;
    }
  }

  /// Whose certificates are believed.
  ///
  /// @param extraPem PEM certificates believed beside those of the system, or null
  /// @param verification whether certificates are checked at all
  public record Trust(@Nullable String extraPem, Verification verification) {
    /// The system's certificates.
    public static final Trust SYSTEM = new Trust(null, Verification.ON);

    /// Anybody's certificate, unchecked. For tests and for operators who ask for it by name.
    public static final Trust ANYONE = new Trust(null, Verification.OFF);
  }

  /// Whether certificates are checked.
  public enum Verification {
    /// Chain and host name are checked.
    ON,
    /// Nothing is checked.
    OFF
  }

  public Origin {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not an origin: '" + host + "' port " + port);
    }
    HeaderText.requireValue("Host", host);
  }

  /// The origin of a URL `http://…` or `https://…`, without proxy, trusting the system's
  /// certificates. Path and query are not looked at.
  ///
  /// @throws IllegalArgumentException when it is no such URL
  public static Origin of(String url) {
    URI uri = URI.create(url);
    String name = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    Scheme scheme =
        switch (name) {
          case "http", "ws" -> Scheme.HTTP;
          case "https", "wss" -> Scheme.HTTPS;
          default -> throw new IllegalArgumentException("not a URL of HTTP: " + url);
        };
    String host = uri.getHost();
    if (host == null) {
      throw new IllegalArgumentException("no host in the URL " + url);
    }
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() < 0 ? scheme.defaultPort() : uri.getPort();
    return new Origin(scheme, host, port, null, Trust.SYSTEM);
  }

  /// The same server, reached through `proxy`.
  public Origin through(Proxy proxy) {
    return new Origin(scheme, host, port, proxy, trust);
  }

  /// The same server, believed by `trust`.
  public Origin trusting(Trust trust) {
    return new Origin(scheme, host, port, proxy, trust);
  }

  /// What a `Host` field says: the port is left out where it is the scheme's own.
  String authority() {
    String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == scheme.defaultPort() ? name : name + ":" + port;
  }
}
