package dev.bifrost.engine.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// How to reach a provider (`network_config`, `proxy_config`).
///
/// @param baseUrl the address instead of the provider's own (`base_url`), without a slash at the
///   end, or null
/// @param extraHeaders headers to add to every request (`extra_headers`)
/// @param requestTimeout until the answer begins, and between two reads of a whole answer
///   (`default_request_timeout_in_seconds`, 30)
/// @param streamIdleTimeout between two reads of a streamed answer
///   (`stream_idle_timeout_in_seconds`, 60)
/// @param insecureSkipVerify whether any certificate is accepted (`insecure_skip_verify`)
/// @param caCertificates further certificates to trust, in PEM (`ca_cert_pem`), or null
/// @param proxy the outbound proxy as `http://user:password@host:port` or `socks5://…`, or null
public record NetworkConfig(
    @Nullable String baseUrl,
    SequencedMap<String, String> extraHeaders,
    Duration requestTimeout,
    Duration streamIdleTimeout,
    boolean insecureSkipVerify,
    @Nullable String caCertificates,
    @Nullable Secret proxy) {
  /// The default of `default_request_timeout_in_seconds`. Bifrost says 30; agents' whole answers
  /// take longer, so a whole answer has this long until it begins and again between two reads.
  public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);

  /// The default of `stream_idle_timeout_in_seconds`.
  public static final Duration STREAM_IDLE_TIMEOUT = Duration.ofSeconds(60);

  /// What holds where nothing is said.
  public static final NetworkConfig DEFAULT =
      new NetworkConfig(
          null, new LinkedHashMap<>(), REQUEST_TIMEOUT, STREAM_IDLE_TIMEOUT, false, null, null);

  public NetworkConfig {
    extraHeaders = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(extraHeaders));
  }

  /// The same settings at another address.
  public NetworkConfig at(String url) {
    return new NetworkConfig(
        url,
        extraHeaders,
        requestTimeout,
        streamIdleTimeout,
        insecureSkipVerify,
        caCertificates,
        proxy);
  }

  /// The same settings through this proxy.
  public NetworkConfig through(@Nullable Secret other) {
    return new NetworkConfig(
        baseUrl,
        extraHeaders,
        requestTimeout,
        streamIdleTimeout,
        insecureSkipVerify,
        caCertificates,
        other);
  }
}
