package dev.bifrost.engine.provider;

import dev.bifrost.engine.config.NetworkConfig;
import dev.bifrost.engine.config.Secret;
import dev.bifrost.transport.Origin;
import dev.bifrost.transport.Proxy;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a provider is reached.
///
/// @param origin server, proxy and trust
/// @param prefix what stands before its paths, without a slash at the end
public record Address(Origin origin, String prefix) {

  /// The address of a base URL under these network settings.
  ///
  /// @throws IllegalArgumentException where it is no address of HTTP
  static Address of(String base, NetworkConfig network) {
    Origin origin = Origin.of(base).trusting(trust(network));
    Proxy proxy = proxy(network.proxy());
    String path = Objects.requireNonNullElse(URI.create(base).getRawPath(), "");
    return new Address(
        proxy == null ? origin : origin.through(proxy),
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private static Origin.Trust trust(NetworkConfig network) {
    if (network.insecureSkipVerify()) {
      return Origin.Trust.ANYONE;
    }
    return network.caCertificates() == null
        ? Origin.Trust.SYSTEM
        : new Origin.Trust(network.caCertificates(), Origin.Verification.ON);
  }

  private static @Nullable Proxy proxy(@Nullable Secret url) {
    if (url == null) {
      return null;
    }
    URI uri = URI.create(url.reveal());
    Proxy.Kind kind =
        Objects.requireNonNullElse(uri.getScheme(), "http").startsWith("socks")
            ? Proxy.Kind.SOCKS5
            : Proxy.Kind.HTTP_CONNECT;
    int usual = kind == Proxy.Kind.SOCKS5 ? 1080 : 8080;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    String login = uri.getUserInfo();
    if (login == null) {
      return Proxy.of(kind, uri.getHost(), port);
    }
    int colon = login.indexOf(':');
    return new Proxy(
        kind,
        uri.getHost(),
        port,
        colon < 0 ? login : login.substring(0, colon),
        colon < 0 ? "" : login.substring(colon + 1));
  }
}
