package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Efforts;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes how the answer is to be made, and resolves what Anthropic refuses together.
final class SettingsWriter {
  /// Anthropic wants a limit always; this is what Claude Code asks of models it does not know.
  private static final long DEFAULT_MAX_TOKENS = 32_000;

  /// The least budget that Anthropic takes.
  private static final long LEAST_BUDGET = 1_024;

  private final Settings settings;
  private final String model;
  private final Losses losses;
  private final long maxTokens;
  private boolean thinks;

  SettingsWriter(ChatRequest request, List<Message> turns, Losses losses) {
    this.settings = request.settings();
    this.model = request.model();
    this.losses = losses;
    Num asked = settings.limits().maxOutputTokens();
    this.maxTokens = asked == null ? DEFAULT_MAX_TOKENS : Math.max(1, asked.longValue());
    this.thinks = wantsThinking(settings.reasoning()) && !interruptedThought(turns);
  }

  private static boolean wantsThinking(@Nullable Thinking thinking) {
    if (thinking == null) {
      return false;
    }
    return switch (thinking.mode()) {
      case OFF -> false;
      case ON, ADAPTIVE -> true;
      case UNSAID ->
          (thinking.effort() != null && thinking.effort() != Effort.NONE)
              || (thinking.budgetTokens() != null && thinking.budgetTokens() > 0);
    };
  }

  /// Whether the turn under way calls tools without a thought of Anthropic's own before them:
  /// another vendor made it, and Anthropic refuses to think on in such a turn.
  private static boolean interruptedThought(List<Message> turns) {
    for (int i = turns.size() - 1; i >= 0; i--) {
      Message message = turns.get(i);
      if (message.role() == Message.Role.ASSISTANT) {
        boolean calls = message.parts().stream().anyMatch(Part.ToolCall.class::isInstance);
        boolean thought = message.parts().stream().anyMatch(PartWriter::isOwnThought);
        return calls && !thought;
      }
    }
    return false;
  }

  /// Leaves thinking off.
  void withoutThinking() {
    thinks = false;
  }

  void writeMaxTokens(ObjBuilder body) {
    body.put("max_tokens", maxTokens);
  }

  void write(ObjBuilder body) {
    Sampling sampling = settings.sampling();
    Thinking asked = settings.reasoning();
    boolean thinking = thinks && asked != null && writeThinking(body, asked);
    if (!thinking) {
      body.putIfPresent("temperature", capped(sampling.temperature()));
      body.putIfPresent("top_k", sampling.topK());
      if (sampling.temperature() == null) {
        body.putIfPresent("top_p", sampling.topP());
      }
    }
    lost("seed", sampling.seed());
    lost("frequency_penalty", nonZero(sampling.frequencyPenalty()));
    lost("presence_penalty", nonZero(sampling.presencePenalty()));
    List<Str> stops = settings.limits().stop().stream().filter(stop -> !stop.isBlank()).toList();
    body.putIfPresent("stop_sequences", stops.isEmpty() ? null : Json.of(stops));
    writeOutput(body, thinking);
    Str user = settings.handling().user();
    body.putIfPresent("metadata", user == null ? null : Json.obj().put("user_id", user).build());
  }

  /// Anthropic's temperature ends at 1.
  private static @Nullable Num capped(@Nullable Num temperature) {
    return temperature != null && temperature.doubleValue() > 1 ? Num.of(1) : temperature;
  }

  private static @Nullable Num nonZero(@Nullable Num number) {
    return number == null || number.doubleValue() == 0 ? null : number;
  }

  private void lost(String name, @Nullable Num value) {
    if (value != null) {
      losses.add(name, "Messages has no counterpart");
    }
  }

  private boolean writeThinking(ObjBuilder body, Thinking asked) {
    if (thinksByItself()) {
      body.put(
          "thinking",
          Json.obj().put("type", "adaptive").putIfPresent("display", display(asked)).build());
      return true;
    }
    Long said = asked.budgetTokens();
    Effort effort = asked.effort() == null ? Effort.MEDIUM : asked.effort();
    long budget = said == null || said < 0 ? Efforts.budgetTokens(effort) : said;
    long possible = Math.min(Math.max(budget, LEAST_BUDGET), maxTokens - 1);
    if (possible < LEAST_BUDGET) {
      return false;
    }
    body.put("thinking", Json.obj().put("type", "enabled").put("budget_tokens", possible).build());
    return true;
  }

  /// Models since the 4.6 generation choose their own budget and take an effort.
  private boolean thinksByItself() {
    return List.of(
            "opus-4-6", "opus-4-7", "opus-4-8", "sonnet-4-6", "opus-5", "sonnet-5", "haiku-5")
        .stream()
        .anyMatch(model::contains);
  }

  private static @Nullable Str display(Thinking asked) {
    String show = asked.show();
    return show == null ? null : Str.of(show.equals("omitted") ? "omitted" : "summarized");
  }

  private void writeOutput(ObjBuilder body, boolean thinking) {
    ObjBuilder output = Json.obj();
    Thinking asked = settings.reasoning();
    Effort effort = asked == null ? null : asked.effort();
    if (thinking && effort != null && thinksByItself()) {
      output.put("effort", word(effort));
    }
    if (settings.output() instanceof OutputShape.JsonSchema shape) {
      output.put(
          "format", Json.obj().put("type", "json_schema").put("schema", shape.schema()).build());
    }
    Obj built = output.build();
    body.putIfPresent("output_config", built.isEmpty() ? null : built);
  }

  private static String word(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL, LOW -> "low";
      case MEDIUM, HIGH, XHIGH, MAX -> effort.name().toLowerCase(Locale.ROOT);
    };
  }
}
