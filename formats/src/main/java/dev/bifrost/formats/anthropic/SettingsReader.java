package dev.bifrost.formats.anthropic;

import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Understands how the answer is to be made.
final class SettingsReader {
  private SettingsReader() {}

  static Settings read(Fields request) {
    Obj output = request.obj("output_config");
    Obj metadata = request.obj("metadata");
    List<Str> stops = new ArrayList<>();
    for (Json stop : request.list("stop_sequences")) {
      if (stop instanceof Str text) {
        stops.add(text);
      }
    }
    return new Settings(
        new Sampling(
            request.num("temperature"),
            request.num("top_p"),
            request.num("top_k"),
            null,
            null,
            null),
        new Limits(request.num("max_tokens"), stops),
        thinking(request.obj("thinking"), output),
        shape(output),
        new Handling(
            metadata == null ? null : metadata.str("user_id"),
            null,
            request.str("service_tier"),
            null,
            null));
  }

  private static @Nullable Thinking thinking(@Nullable Obj thinking, @Nullable Obj output) {
    String word = output == null ? null : output.text("effort");
    Effort effort = word == null ? null : effort(word);
    if (thinking == null) {
      return effort == null ? null : new Thinking(Mode.UNSAID, effort, null, null);
    }
    Mode mode =
        switch (thinking.text("type", "")) {
          case "disabled" -> Mode.OFF;
          case "enabled" -> Mode.ON;
          case "adaptive" -> Mode.ADAPTIVE;
          default -> Mode.UNSAID;
        };
    Num budget = thinking.num("budget_tokens");
    return new Thinking(
        mode, effort, budget == null ? null : budget.longValue(), thinking.text("display"));
  }

  static @Nullable Effort effort(String word) {
    for (Effort effort : Effort.values()) {
      if (effort.name().toLowerCase(Locale.ROOT).equals(word)) {
        return effort;
      }
    }
    return null;
  }

  private static @Nullable OutputShape shape(@Nullable Obj output) {
    Obj format = output == null ? null : output.obj("format");
    Obj schema = format == null ? null : format.obj("schema");
    return schema == null ? null : new OutputShape.JsonSchema(null, null, schema, null);
  }
}
