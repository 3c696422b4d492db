package dev.bifrost.server.http;

import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.transport.Headers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers of every answer: which browsers' pages may read it, and how browsers must treat it.
/// The rules are those of Bifrost 1.4.19, whose answers carry them on every route.
final class EdgeHeaders {
  private static final String METHODS = "GET, POST, PUT, DELETE, PATCH, OPTIONS, HEAD";
  private static final List<String> ALLOWED =
      List.of(
          "Content-Type",
          "Authorization",
          "X-Requested-With",
          "X-Stainless-Timeout",
          "X-Api-Key",
          "X-OpenAI-Agents-SDK",
          "X-Operation-ID");
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ClientConfig config;
  private final Headers withoutOrigin;
  private final Headers streamWithoutOrigin;

  /// The rules of this configuration.
  EdgeHeaders(ClientConfig config) {
    this.config = config;
    this.withoutOrigin = build("", false);
    this.streamWithoutOrigin =
        config.allowedOrigins().contains("*") ? build("*", false) : withoutOrigin;
  }

  /// The configuration whose rules these are.
  ClientConfig config() {
    return config;
  }

  private Headers of(String origin) {
    boolean listed = config.allowedOrigins().contains(origin) || isLocal(origin);
    return isAllowed(origin) ? build(origin, listed) : withoutOrigin;
  }

  /// The headers of answers to one request.
  ///
  /// @param whole of a whole answer
  /// @param stream of a streamed one
  record Always(Headers whole, Headers stream) {}

  /// The headers for the answers to a page of this origin. Where no page asks, whole answers have
  /// an empty `access-control-allow-origin` and the integration doors' streams a `*`, as recorded.
  Always always(@Nullable String origin) {
    return origin == null
        ? new Always(withoutOrigin, streamWithoutOrigin)
        : new Always(of(origin), of(origin));
  }

  /// Whether pages of this origin may call.
  boolean isAllowed(String origin) {
    return config.allowedOrigins().contains("*")
        || config.allowedOrigins().contains(origin)
        || isLocal(origin);
  }

  private static boolean isLocal(String origin) {
    try {
      String host = new URI(origin).getHost();
      return host != null && LOCAL.contains(host);
    } catch (URISyntaxException notAnOrigin) {
      return false;
    }
  }

  private Headers build(String origin, boolean credentials) {
    Headers.Builder headers = Headers.builder();
    headers.add("access-control-allow-origin", origin);
    headers.add("access-control-allow-methods", METHODS);
    headers.add("access-control-allow-headers", allowedHeaders());
    if (credentials) {
      headers.add("access-control-allow-credentials", "true");
    }
    headers.add("access-control-max-age", "86400");
    headers.add("vary", "Origin");
    headers.add("x-frame-options", "DENY");
    headers.add("x-content-type-options", "nosniff");
    headers.add("referrer-policy", "strict-origin-when-cross-origin");
    headers.add("content-security-policy", "frame-ancestors 'none'");
    headers.add("permissions-policy", "camera=(), microphone=(), geolocation=()");
    return headers.build();
  }

  private String allowedHeaders() {
    if (config.allowedHeaders().contains("*")) {
      return "*";
    }
    String usual = String.join(", ", ALLOWED);
    return config.allowedHeaders().isEmpty()
        ? usual
        : usual + ", " + String.join(", ", config.allowedHeaders());
  }
}
