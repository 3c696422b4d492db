package dev.bifrost.engine.config;

import java.util.List;

/// Limits and habits towards clients (`client` in `config.json`).
///
/// @param allowedOrigins origins that browsers may call from; `*` allows all (`allowed_origins`,
///   default `["*"]`)
/// @param allowedHeaders further request headers that browsers may send (`allowed_headers`)
/// @param maxBodyBytes the largest request body (`max_request_body_size_mb`, default 100)
public record ClientConfig(
    List<String> allowedOrigins, List<String> allowedHeaders, int maxBodyBytes) {
  /// What holds where nothing is said.
  public static final ClientConfig DEFAULT = new ClientConfig(List.of("*"), List.of(), 100 << 20);

  public ClientConfig {
    allowedOrigins = List.copyOf(allowedOrigins);
    allowedHeaders = List.copyOf(allowedHeaders);
  }
}
