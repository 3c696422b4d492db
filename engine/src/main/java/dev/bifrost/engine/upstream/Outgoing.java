package dev.bifrost.engine.upstream;

import dev.bifrost.engine.config.NetworkConfig;
import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.Caller;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Address;
import dev.bifrost.engine.provider.Auth;
import dev.bifrost.engine.provider.Provider;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.transport.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Composes what goes to a provider around the body: the address and the headers.
final class Outgoing {
  /// Headers of the connection and of the client's own way to the gateway; they never go further.
  private static final Set<String> NEVER_PASSED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "content-encoding",
          "transfer-encoding",
          "accept-encoding",
          "expect",
          "te",
          "trailer",
          "upgrade",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "cookie",
          "x-request-id");

  private Outgoing() {}

  /// Where the call goes at this target.
  ///
  /// @throws Failed `UNSUPPORTED` where nobody configured the provider's address
  static Address address(Target target) {
    Address address = target.provider().address(target.key());
    if (address == null) {
      throw Failed.of(
          Failure.Kind.UNSUPPORTED,
          "provider "
              + target.provider().name()
              + " needs network_config.base_url in the configuration");
    }
    return address;
  }

  /// The path and query that the call goes to at this target.
  static String path(Call call, Target target, Caller caller, Address address) {
    if (caller instanceof Caller.ClaudeLogin) {
      return address.prefix() + call.request().line().path() + query(call.request().line().query());
    }
    String path = template(call, target);
    String query = "";
    if (path.indexOf('{') >= 0) {
      query = call.head().stream() && path.endsWith("{method}") ? "?alt=sse" : "";
      path =
          path.replace("{model}", escaped(target.model()))
              .replace(
                  "{method}", call.head().stream() ? "streamGenerateContent" : "generateContent");
    }
    if (target.provider().description().auth() instanceof Auth.Query(String name)) {
      query += (query.isEmpty() ? "?" : "&") + name + "=" + escaped(target.key().value().reveal());
    }
    return address.prefix() + path + query;
  }

  private static String template(Call call, Target target) {
    Provider provider = target.provider().description();
    String format = target.format().name();
    String path =
        switch (call.request().route().operation()) {
          case CHAT -> provider.formats().get(format);
          case COUNT_TOKENS -> provider.paths().count().get(format);
        };
    if (path == null) {
      throw new IllegalStateException(provider.name() + " has no path for " + format);
    }
    return path;
  }

  private static String query(String raw) {
    return raw.isEmpty() ? "" : "?" + raw;
  }

  /// A model's name inside a path; its slashes stay as they are, as Gemini's own names have none
  /// and others are written so.
  private static String escaped(String model) {
    return URLEncoder.encode(model, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%2F", "/")
        .replace("%3A", ":");
  }

  /// The headers for this call at this target: the provider's own, what of the client's is passed
  /// on, and the credential.
  static Headers headers(Call call, Target target, Caller caller) {
    Headers.Builder headers = Headers.builder();
    if (caller instanceof Caller.ClaudeLogin) {
      passAll(call, headers);
      return headers.build();
    }
    headers.add("content-type", "application/json");
    headers.add("accept", call.head().stream() ? "text/event-stream" : "application/json");
    headers.add("user-agent", "bifrost");
    Provider provider = target.provider().description();
    NetworkConfig network = target.provider().config().network();
    call.request()
        .headers()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (provider.headers().pass().contains(lower)) {
            headers.add(lower, value);
          } else if (lower.startsWith("x-bf-eh-") && mayPass(lower.substring(8))) {
            headers.add(lower.substring(8), value);
          }
        });
    provider
        .headers()
        .always()
        .forEach((name, value) -> {
          if (call.request().headers().first(name) == null
              || !provider.headers().pass().contains(name)) {
            headers.add(name, value);
          }
        });
    network.extraHeaders().forEach(headers::add);
    credential(target.provider(), target.key(), headers);
    return headers.build();
  }

  private static boolean mayPass(String name) {
    return !NEVER_PASSED.contains(name)
        && !name.startsWith("x-bf-")
        && !name.equals("x-api-key")
        && !name.equals("x-goog-api-key")
        && !name.equals("authorization");
  }

  private static void passAll(Call call, Headers.Builder headers) {
    call.request()
        .headers()
        .forEach((name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (!NEVER_PASSED.contains(lower)
              && !lower.startsWith("x-bf-")
              && !lower.startsWith("x-bifrost-")) {
            headers.add(name, value);
          }
        });
  }

  /// The headers for a request of the gateway's own.
  static Headers.Builder plainHeaders(ActiveProvider provider, KeyConfig key) {
    Headers.Builder headers = Headers.builder().add("user-agent", "bifrost");
    provider.description().headers().always().forEach(headers::add);
    provider.config().network().extraHeaders().forEach(headers::add);
    credential(provider, key, headers);
    return headers;
  }

  private static void credential(ActiveProvider provider, KeyConfig key, Headers.Builder headers) {
    String secret = key.value().reveal();
    if (secret.isEmpty()) {
      return;
    }
    switch (provider.description().auth()) {
      case Auth.Bearer _ -> headers.add("authorization", "Bearer " + secret);
      case Auth.Header(String name) -> headers.add(name, secret);
      case Auth.Query _, Auth.None _ -> {}
    }
  }
}
