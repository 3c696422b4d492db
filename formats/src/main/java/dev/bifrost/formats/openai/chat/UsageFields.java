package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Chat Completions' usage. DeepSeek tells its cache hits in a member of its own. Some providers
/// (xAI, Vercel's gateway, Grok on Azure; seen in recordings) count reasoning or cached tokens
/// beside the others and not among them: what is more than its whole, or makes the total greater
/// than its sum, is added.
final class UsageFields {
  private UsageFields() {}

  static @Nullable Usage read(@Nullable Obj usage) {
    if (usage == null || usage.isEmpty()) {
      return null;
    }
    Obj prompt = Objects.requireNonNullElse(usage.obj("prompt_tokens_details"), Obj.empty());
    Obj completion =
        Objects.requireNonNullElse(usage.obj("completion_tokens_details"), Obj.empty());
    long cached = prompt.number("cached_tokens", usage.number("prompt_cache_hit_tokens", 0));
    long written = prompt.number("cache_write_tokens", prompt.number("cache_creation_tokens", 0));
    long reasoning = completion.number("reasoning_tokens", usage.number("reasoning_tokens", 0));
    long input = usage.number("prompt_tokens", 0);
    long output = usage.number("completion_tokens", 0);
    output = Math.max(output, usage.number("total_tokens", 0) - input);
    return new Usage(
        cached + written > input ? input + cached + written : input,
        reasoning > output ? output + reasoning : output,
        cached,
        written,
        0,
        reasoning);
  }

  static Obj write(Usage usage) {
    return Json.obj()
        .put("prompt_tokens", usage.input())
        .put("completion_tokens", usage.output())
        .put("total_tokens", usage.total())
        .put(
            "prompt_tokens_details",
            Json.obj()
                .put("cached_tokens", usage.cacheRead())
                .putIfPresent(
                    "cache_write_tokens",
                    usage.cacheWrite() == 0 ? null : Json.of(usage.cacheWrite()))
                .build())
        .put(
            "completion_tokens_details",
            Json.obj().put("reasoning_tokens", usage.reasoning()).build())
        .build();
  }
}
