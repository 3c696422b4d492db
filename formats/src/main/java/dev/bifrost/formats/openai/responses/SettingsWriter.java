package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Efforts;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the settings of a request. One request, one thread.
final class SettingsWriter {
  /// OpenAI refuses a smaller `max_output_tokens`.
  private static final long LEAST_OUTPUT_TOKENS = 16;

  /// A longer `user` is refused; those of other formats are often whole documents.
  private static final int MAX_USER = 64;

  private static final Set<String> TIERS =
      Set.of("auto", "default", "flex", "scale", "priority", "fast", "ultrafast");
  private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");

  private final Losses losses;
  private final boolean own;
  private final Obj dotted;

  /// @param own whether the request was read from this format
  /// @param dotted extras under dotted names such as `text.verbosity`; others are passed over
  SettingsWriter(Losses losses, boolean own, Obj dotted) {
    this.losses = losses;
    this.own = own;
    this.dotted = dotted;
  }

  void write(Settings settings, ObjBuilder body) {
    sampling(settings.sampling(), body);
    limits(settings.limits(), body);
    putIfAny(body, "reasoning", reasoning(settings.reasoning()));
    putIfAny(body, "text", text(settings.output()));
    handling(settings.handling(), body);
  }

  private void sampling(Sampling sampling, ObjBuilder body) {
    body.putIfPresent("temperature", sampling.temperature());
    body.putIfPresent("top_p", sampling.topP());
    unless("top_k", sampling.topK(), body);
    unless("seed", sampling.seed(), body);
    unless("frequency_penalty", sampling.frequencyPenalty(), body);
    unless("presence_penalty", sampling.presencePenalty(), body);
  }

  /// What only some providers of this format take is given back to the client's own, and else lost;
  /// a zero changes nothing.
  private void unless(String name, @Nullable Num value, ObjBuilder body) {
    if (own) {
      body.putIfPresent(name, value);
    } else if (value != null && value.doubleValue() != 0) {
      losses.add(name, "the Responses API has no such setting");
    }
  }

  private void limits(Limits limits, ObjBuilder body) {
    Num most = limits.maxOutputTokens();
    if (most != null) {
      boolean isTooSmall = !own && most.longValue() < LEAST_OUTPUT_TOKENS;
      body.put("max_output_tokens", isTooSmall ? Num.of(LEAST_OUTPUT_TOKENS) : most);
    }
    if (!limits.stop().isEmpty()) {
      if (own) {
        body.put("stop", Json.of(limits.stop()));
      } else {
        losses.add("stop", "the Responses API has no stop texts");
      }
    }
  }

  private Obj reasoning(@Nullable Thinking thinking) {
    ObjBuilder reasoning = Json.obj();
    if (thinking != null) {
      Thinking.Effort effort = effort(thinking);
      if (effort != null) {
        reasoning.put("effort", effort.name().toLowerCase(Locale.ROOT));
      }
      if (effort != Thinking.Effort.NONE) {
        reasoning.putIfPresent("summary", summary(thinking));
      } else if (own) {
        reasoning.putIfPresent("summary", thinking.show());
      }
    }
    return reasoning.putAll(under("reasoning.")).build();
  }

  private static Thinking.@Nullable Effort effort(Thinking thinking) {
    if (thinking.mode() == Thinking.Mode.OFF) {
      return Thinking.Effort.NONE;
    }
    Long budget = thinking.budgetTokens();
    return thinking.effort() != null || budget == null ? thinking.effort() : Efforts.effort(budget);
  }

  /// A client that turned thinking on and did not say what to show expects to see some of it.
  private @Nullable String summary(Thinking thinking) {
    String show = thinking.show();
    if (show == null) {
      return thinking.mode() == Thinking.Mode.ON ? "auto" : null;
    }
    if (own || SUMMARIES.contains(show)) {
      return show;
    }
    return show.equals("omitted") ? null : "auto";
  }

  private Obj text(@Nullable OutputShape shape) {
    ObjBuilder text = Json.obj();
    switch (shape) {
      case null -> {}
      case OutputShape.AnyJson _ ->
          text.put("format", Json.obj().put("type", "json_object").build());
      case OutputShape.JsonSchema schema ->
          text.put(
              "format",
              Json.obj()
                  .put("type", "json_schema")
                  .put("name", schema.name() == null ? Str.of("answer") : schema.name())
                  .putIfPresent("description", schema.description())
                  .put("schema", schema.schema())
                  .putIfPresent("strict", schema.strict() == null ? null : Json.of(schema.strict()))
                  .build());
    }
    return text.putAll(under("text.")).build();
  }

  private void handling(Handling handling, ObjBuilder body) {
    Str user = handling.user();
    if (user != null && (own || user.rawLength() <= MAX_USER)) {
      body.put("user", user);
    }
    body.putIfPresent("prompt_cache_key", handling.cacheKey());
    Str tier = handling.serviceTier();
    if (tier != null && (own || TIERS.contains(tier.value()))) {
      body.put("service_tier", tier);
    }
    body.putIfPresent("metadata", handling.metadata());
  }

  private Obj under(String before) {
    ObjBuilder members = Json.obj();
    for (Member member : dotted.members()) {
      String name = member.name();
      if (name.startsWith(before)) {
        members.put(name.substring(before.length()), member.value());
      }
    }
    return members.build();
  }

  private static void putIfAny(ObjBuilder body, String name, Obj members) {
    if (!members.isEmpty()) {
      body.put(name, members);
    }
  }
}
