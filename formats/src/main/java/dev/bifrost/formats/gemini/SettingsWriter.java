package dev.bifrost.formats.gemini;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Efforts;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.chat.Tool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes `generationConfig`.
final class SettingsWriter {
  private static final int MAX_STOP_TEXTS = 5;

  private final ModelTraits traits;
  private final SchemaDialect schemas;
  private final Losses losses;
  private final ObjBuilder config = Json.obj();

  SettingsWriter(ModelTraits traits, SchemaDialect schemas, Losses losses) {
    this.traits = traits;
    this.schemas = schemas;
    this.losses = losses;
  }

  /// The configuration; empty where nothing was said.
  Obj write(ChatRequest request) {
    Sampling sampling = request.settings().sampling();
    Limits limits = request.settings().limits();
    config
        .putIfPresent("temperature", sampling.temperature())
        .putIfPresent("topP", sampling.topP())
        .putIfPresent("topK", sampling.topK())
        .putIfPresent("maxOutputTokens", limits.maxOutputTokens());
    stop(limits.stop());
    seed(sampling.seed());
    penalty("presencePenalty", sampling.presencePenalty());
    penalty("frequencyPenalty", sampling.frequencyPenalty());
    boolean functions =
        request.tools().tools().stream().anyMatch(tool -> !(tool instanceof Tool.Server));
    output(request.settings().output(), functions);
    Num most = limits.maxOutputTokens();
    thinking(request.settings().reasoning(), most == null ? null : most.longValue());
    for (Member extra : request.extras().in(GeminiFormat.NAME).members()) {
      String name = extra.name();
      if (name.startsWith("generationConfig.")) {
        config.put(name.substring("generationConfig.".length()), extra.value());
      }
    }
    return config.build();
  }

  private void stop(List<Str> texts) {
    if (texts.size() > MAX_STOP_TEXTS) {
      losses.add("stop", "Gemini takes " + MAX_STOP_TEXTS + " stop texts");
    }
    if (!texts.isEmpty()) {
      config.put(
          "stopSequences", Json.of(texts.subList(0, Math.min(texts.size(), MAX_STOP_TEXTS))));
    }
  }

  private void seed(@Nullable Num seed) {
    if (seed != null && seed.longValue() != (int) seed.longValue()) {
      losses.add("seed", "Gemini takes a seed of 32 bits");
    } else {
      config.putIfPresent("seed", seed);
    }
  }

  /// Many models refuse any penalty; clients send 0, which says nothing.
  private void penalty(String name, @Nullable Num value) {
    if (value != null && value.doubleValue() != 0) {
      config.put(name, value);
    }
  }

  private void output(@Nullable OutputShape shape, boolean functions) {
    if (shape == null) {
      return;
    }
    if (functions && !traits.mixesTools()) {
      losses.add("response_format", "this model takes no output shape together with functions");
      return;
    }
    config.put("responseMimeType", "application/json");
    switch (shape) {
      case OutputShape.AnyJson() -> {}
      case OutputShape.JsonSchema schema -> {
        switch (schemas) {
          case JSON_SCHEMA -> config.put("responseJsonSchema", schema.schema());
          case OPEN_API -> config.put("responseSchema", SchemaForGemini.cleaned(schema.schema()));
        }
      }
    }
  }

  private void thinking(@Nullable Thinking thinking, @Nullable Long maxOutputTokens) {
    if (thinking == null || !traits.thinks()) {
      return;
    }
    ObjBuilder said = Json.obj();
    Boolean shown = isShown(thinking);
    said.putIfPresent("includeThoughts", shown == null ? null : Json.of(shown));
    Effort effort = thinking.effort();
    Long budget = thinking.budgetTokens();
    if (thinking.mode() == Mode.OFF) {
      off(budget, said);
    } else if (traits.thinksByLevel() && effort != null) {
      said.put("thinkingLevel", traits.level(effort));
    } else if (effort == Effort.NONE) {
      said.put("thinkingBudget", traits.budget(0));
    } else if (budget != null) {
      said.put("thinkingBudget", traits.budget(budget));
    } else if (effort != null) {
      long wished = Efforts.budgetTokens(effort);
      said.put("thinkingBudget", traits.budget(wished, maxOutputTokens));
    } else if (thinking.mode() == Mode.ADAPTIVE && !traits.thinksByLevel()) {
      said.put("thinkingBudget", -1);
    }
    Obj written = said.build();
    if (!written.isEmpty()) {
      config.put("thinkingConfig", written);
    }
  }

  /// Where thinking cannot be turned off it is made as small as it can be.
  private void off(@Nullable Long budget, ObjBuilder said) {
    if (traits.thinksByLevel() && budget == null) {
      said.put("thinkingLevel", traits.level(Effort.NONE));
    } else {
      said.put("thinkingBudget", traits.budget(0));
    }
  }

  /// Formats that say only that the model is to think show its thoughts.
  private static @Nullable Boolean isShown(Thinking thinking) {
    String show = thinking.show();
    if (show != null) {
      return !show.equals("omitted") && !show.equals("none") && thinking.mode() != Mode.OFF;
    }
    return switch (thinking.mode()) {
      case ON, ADAPTIVE -> true;
      case OFF, UNSAID -> null;
    };
  }
}
