package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands the settings of a request. Members of `reasoning` and `text` that have no word are
/// extras under dotted names, such as `text.verbosity`. Without state.
final class SettingsReader {
  private static final String TEXTS = "a string or a list of strings";

  private SettingsReader() {}

  /// @param effort the effort that an item of the input sets, which wins, or null
  static Settings read(Fields request, @Nullable String effort, ObjBuilder extras) {
    return new Settings(
        new Sampling(
            request.num("temperature"),
            request.num("top_p"),
            request.num("top_k"),
            request.num("seed"),
            request.num("frequency_penalty"),
            request.num("presence_penalty")),
        new Limits(request.num("max_output_tokens"), stop(request)),
        thinking(request, effort, extras),
        shape(request, extras),
        new Handling(
            request.str("user"),
            request.str("prompt_cache_key"),
            request.str("service_tier"),
            request.bool("store"),
            request.obj("metadata")));
  }

  private static List<Str> stop(Fields request) {
    return switch (request.present("stop")) {
      case null -> List.of();
      case Str one -> List.of(one);
      case Arr several when several.values().stream().allMatch(Str.class::isInstance) ->
          several.values().stream().map(Str.class::cast).toList();
      default -> request.refuse("stop", TEXTS);
    };
  }

  private static @Nullable Thinking thinking(
      Fields request, @Nullable String override, ObjBuilder extras) {
    Obj reasoning = request.obj("reasoning");
    if (reasoning == null) {
      return override == null ? null : thinking(override, null);
    }
    Fields fields = new Fields(reasoning, request.place().member("reasoning"));
    String said = fields.text("effort");
    String word = override == null ? said : override;
    Set<String> known =
        word == null || effort(word) != null ? Set.of("effort", "summary") : Set.of("summary");
    dotted("reasoning.", fields.others(known), extras);
    return thinking(word, fields.text("summary"));
  }

  private static @Nullable Thinking thinking(@Nullable String word, @Nullable String show) {
    Thinking.Effort effort = word == null ? null : effort(word);
    if (effort == null && show == null) {
      return null;
    }
    Thinking.Mode mode = effort == Thinking.Effort.NONE ? Thinking.Mode.OFF : Thinking.Mode.UNSAID;
    return new Thinking(mode, effort, null, show);
  }

  private static Thinking.@Nullable Effort effort(String word) {
    for (Thinking.Effort effort : Thinking.Effort.values()) {
      if (effort.name().toLowerCase(Locale.ROOT).equals(word)) {
        return effort;
      }
    }
    return null;
  }

  private static @Nullable OutputShape shape(Fields request, ObjBuilder extras) {
    Obj text = request.obj("text");
    if (text == null) {
      return null;
    }
    Fields fields = new Fields(text, request.place().member("text"));
    Obj format = fields.obj("format");
    OutputShape shape =
        format == null ? null : shape(new Fields(format, fields.place().member("format")));
    boolean understood = shape != null || format == null || format.is("type", "text");
    dotted("text.", fields.others(understood ? Set.of("format") : Set.of()), extras);
    return shape;
  }

  private static @Nullable OutputShape shape(Fields format) {
    return switch (format.required("type").value()) {
      case "json_object" -> new OutputShape.AnyJson();
      case "json_schema" -> {
        Obj schema = format.obj("schema");
        yield schema == null
            ? format.refuse("schema", "an object")
            : new OutputShape.JsonSchema(
                format.str("name"), format.str("description"), schema, format.bool("strict"));
      }
      default -> null;
    };
  }

  private static void dotted(String before, Obj members, ObjBuilder extras) {
    for (Member member : members.members()) {
      Json value = member.value();
      extras.put(before + member.name(), value);
    }
  }
}
