package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import org.jspecify.annotations.Nullable;

/// Anthropic's usage, whose `input_tokens` exclude what was read from and written to the cache. In
/// a stream it comes in two pieces, the later of which repeats what has changed.
final class UsageFields {
  private UsageFields() {}

  /// The usage of an answer; what `later` does not say holds from `earlier`.
  static @Nullable Usage read(@Nullable Obj earlier, @Nullable Obj later) {
    if (earlier == null && later == null) {
      return null;
    }
    long read = number(earlier, later, "cache_read_input_tokens");
    long written = number(earlier, later, "cache_creation_input_tokens");
    Obj split =
        later != null && later.obj("cache_creation") != null
            ? later.obj("cache_creation")
            : earlier == null ? null : earlier.obj("cache_creation");
    long hour = split == null ? 0 : split.number("ephemeral_1h_input_tokens", 0);
    long input = number(earlier, later, "input_tokens") + read + written;
    return new Usage(input, number(earlier, later, "output_tokens"), read, written, hour, 0);
  }

  private static long number(@Nullable Obj earlier, @Nullable Obj later, String name) {
    long before = earlier == null ? 0 : earlier.number(name, 0);
    return later == null ? before : later.number(name, before);
  }

  /// The usage as Anthropic tells it; nothing known is all zero, since its clients insist on the
  /// member.
  static Obj write(@Nullable Usage usage) {
    Usage known = usage == null ? Usage.of(0, 0) : usage;
    return Json.obj()
        .put("input_tokens", Math.max(0, known.input() - known.cacheRead() - known.cacheWrite()))
        .put("cache_creation_input_tokens", known.cacheWrite())
        .put("cache_read_input_tokens", known.cacheRead())
        .put(
            "cache_creation",
            Json.obj()
                .put("ephemeral_5m_input_tokens", known.cacheWrite() - known.cacheWriteHour())
                .put("ephemeral_1h_input_tokens", known.cacheWriteHour())
                .build())
        .put("output_tokens", known.output())
        .build();
  }
}
