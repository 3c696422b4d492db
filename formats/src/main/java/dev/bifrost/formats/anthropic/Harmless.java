package dev.bifrost.formats.anthropic;

import java.util.Set;

/// Members of other formats whose absence leaves the answer's content as it is: hints for caches,
/// records and clients.
final class Harmless {
  static final Set<String> NAMES =
      Set.of(
          "stream_options",
          "client_metadata",
          "include",
          "prompt_cache_retention",
          "prompt_cache_options",
          "truncation",
          "background",
          "safety_identifier",
          "store",
          "metadata",
          "user",
          "provider",
          "usage",
          "labels",
          "max_tool_calls",
          "prompt_cache_key",
          "prediction",
          "extra_body");

  private Harmless() {}
}
