package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Efforts;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes how the answer is to be made.
final class SettingsWriter {
  /// OpenAI takes four stop texts.
  private static final int MOST_STOPS = 4;

  private SettingsWriter() {}

  static void write(Settings settings, ObjBuilder body) {
    body.putIfPresent("max_completion_tokens", settings.limits().maxOutputTokens());
    Sampling sampling = settings.sampling();
    body.putIfPresent("temperature", sampling.temperature())
        .putIfPresent("top_p", sampling.topP())
        .putIfPresent("top_k", sampling.topK())
        .putIfPresent("seed", sampling.seed())
        .putIfPresent("frequency_penalty", sampling.frequencyPenalty())
        .putIfPresent("presence_penalty", sampling.presencePenalty());
    List<Str> stops = settings.limits().stop();
    body.putIfPresent(
        "stop",
        stops.isEmpty() ? null : Json.of(stops.subList(0, Math.min(MOST_STOPS, stops.size()))));
    String effort = effort(settings.reasoning());
    body.putIfPresent("reasoning_effort", effort);
    body.putIfPresent("response_format", shape(settings.output()));
    Handling handling = settings.handling();
    body.putIfPresent("prompt_cache_key", handling.cacheKey());
    body.putIfPresent("store", handling.store() == null ? null : Json.of(handling.store()));
  }

  private static @Nullable String effort(@Nullable Thinking thinking) {
    if (thinking == null) {
      return null;
    }
    Effort effort =
        switch (thinking.mode()) {
          case OFF -> null;
          case ON, ADAPTIVE, UNSAID -> {
            if (thinking.effort() != null) {
              yield thinking.effort();
            }
            Long budget = thinking.budgetTokens();
            yield budget == null || budget <= 0 ? null : Efforts.effort(budget);
          }
        };
    return switch (effort) {
      case null -> null;
      case XHIGH, MAX -> "high";
      case NONE, MINIMAL, LOW, MEDIUM, HIGH -> effort.name().toLowerCase(Locale.ROOT);
    };
  }

  private static @Nullable Obj shape(@Nullable OutputShape shape) {
    return switch (shape) {
      case null -> null;
      case OutputShape.AnyJson _ -> Json.obj().put("type", "json_object").build();
      case OutputShape.JsonSchema schema ->
          Json.obj()
              .put("type", "json_schema")
              .put(
                  "json_schema",
                  Json.obj()
                      .put("name", Objects.requireNonNullElse(schema.name(), Str.of("answer")))
                      .putIfPresent("description", schema.description())
                      .put("schema", schema.schema())
                      .putIfPresent(
                          "strict", schema.strict() == null ? null : Json.of(schema.strict()))
                      .build())
              .build();
    };
  }
}
