package dev.bifrost.engine.upstream;

import dev.bifrost.transport.Headers;
import java.util.Locale;
import java.util.Set;

/// Which headers of a provider's answer go on to the client.
final class Passing {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "trailer",
          "upgrade",
          "te",
          "proxy-authenticate",
          "set-cookie",
          "date",
          "server",
          "via",
          "alt-svc",
          "strict-transport-security",
          "content-security-policy",
          "x-frame-options",
          "x-content-type-options",
          "referrer-policy",
          "permissions-policy",
          "vary");

  private static final Set<String> OF_THE_BODY =
      Set.of(
          "cache-control",
          "content-digest",
          "content-disposition",
          "content-language",
          "content-md5",
          "digest",
          "etag",
          "expires",
          "last-modified",
          "pragma");

  private Passing() {}

  /// The headers that say something about the answer or the account, such as request ids and rate
  /// limits; those of the connection, of cookies and of browsers' rules are the gateway's own
  /// business.
  static Headers on(Headers upstream) {
    Headers.Builder passed = Headers.builder();
    for (int i = 0; i < upstream.size(); i++) {
      String name = upstream.name(i).toLowerCase(Locale.ROOT);
      if (!OF_THE_CONNECTION.contains(name) && !name.startsWith("access-control-")) {
        passed.add(upstream.name(i), upstream.value(i));
      }
    }
    return passed.build();
  }

  /// The same where the body was written anew: what describes the provider's own bytes stays
  /// behind.
  static Headers translated(Headers upstream, String contentType) {
    Headers.Builder passed = on(upstream).toBuilder();
    OF_THE_BODY.forEach(passed::remove);
    return passed.set("content-type", contentType).build();
  }

  /// Whether the answer is an event stream.
  static boolean isEventStream(Headers upstream) {
    String type = upstream.first("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }
}
