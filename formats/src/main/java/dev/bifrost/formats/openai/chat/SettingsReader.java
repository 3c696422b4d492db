package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import dev.bifrost.wire.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Understands how the answer is to be made.
final class SettingsReader {
  private SettingsReader() {}

  static Settings read(Fields request) {
    Num limit = request.num("max_completion_tokens");
    return new Settings(
        new Sampling(
            request.num("temperature"),
            request.num("top_p"),
            request.num("top_k"),
            request.num("seed"),
            request.num("frequency_penalty"),
            request.num("presence_penalty")),
        new Limits(limit == null ? request.num("max_tokens") : limit, stops(request)),
        thinking(request),
        shape(request),
        new Handling(
            request.str("user"),
            request.str("prompt_cache_key"),
            request.str("service_tier"),
            request.bool("store"),
            request.obj("metadata")));
  }

  private static List<Str> stops(Fields request) {
    List<Str> stops = new ArrayList<>();
    switch (request.present("stop")) {
      case null -> {}
      case Str text -> stops.add(text);
      case Arr list -> {
        for (Json item : list) {
          if (item instanceof Str text) {
            stops.add(text);
          }
        }
      }
      default -> throw Fields.refusal(Place.ROOT.member("stop"), "a string or a list of strings");
    }
    return stops;
  }

  private static @Nullable Thinking thinking(Fields request) {
    String flat = request.text("reasoning_effort");
    Obj nested = request.present("reasoning") instanceof Obj object ? object : null;
    String word = flat == null && nested != null ? nested.text("effort") : flat;
    Num budget = nested == null ? null : nested.num("max_tokens");
    if (word == null && nested == null) {
      return null;
    }
    Effort effort = word == null ? null : effort(word);
    boolean off = effort == Effort.NONE || (nested != null && nested.isFalse("enabled"));
    boolean on = nested != null && nested.isTrue("enabled");
    return new Thinking(
        off ? Mode.OFF : on ? Mode.ON : Mode.UNSAID,
        effort,
        budget == null ? null : budget.longValue(),
        nested != null && nested.isTrue("exclude") ? "omitted" : null);
  }

  private static @Nullable Effort effort(String word) {
    for (Effort effort : Effort.values()) {
      if (effort.name().toLowerCase(Locale.ROOT).equals(word)) {
        return effort;
      }
    }
    return null;
  }

  private static @Nullable OutputShape shape(Fields request) {
    Obj format = request.obj("response_format");
    if (format == null) {
      return null;
    }
    Obj named = format.obj("json_schema");
    if (named != null) {
      Obj schema = named.obj("schema");
      return new OutputShape.JsonSchema(
          named.str("name"),
          named.str("description"),
          schema == null ? Obj.empty() : schema,
          named.has("strict") ? named.isTrue("strict") : null);
    }
    return format.is("type", "json_object") ? new OutputShape.AnyJson() : null;
  }
}
