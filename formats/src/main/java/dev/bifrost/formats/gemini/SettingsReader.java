package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Reads `generationConfig`. Members that have no word here go to `extras`, named
/// `generationConfig.…`.
final class SettingsReader {
  private static final String JSON = "application/json";

  private final Obj config;
  private final Place place = Place.of(Field.GENERATION_CONFIG.camel());
  private final ObjBuilder extras;

  private SettingsReader(Obj config, ObjBuilder extras) {
    this.config = config;
    this.extras = extras;
  }

  static Settings read(Obj body, ObjBuilder extras) {
    Obj config = Place.of(Field.GENERATION_CONFIG.camel()).object(Field.GENERATION_CONFIG.of(body));
    return config == null ? Settings.NONE : new SettingsReader(config, extras).settings();
  }

  private Settings settings() {
    Sampling sampling =
        new Sampling(
            number("temperature"),
            number(Field.TOP_P),
            number(Field.TOP_K),
            number("seed"),
            number(Field.FREQUENCY_PENALTY),
            number(Field.PRESENCE_PENALTY));
    Limits limits =
        new Limits(
            number(Field.MAX_OUTPUT_TOKENS),
            place.in(Field.STOP_SEQUENCES).strings(Field.STOP_SEQUENCES.of(config)));
    OutputShape output = output();
    for (Member member : config.members()) {
      if (!isKnown(member.key(), output != null) && member.value() != Null.NULL) {
        extras.put("generationConfig." + member.name(), member.value());
      }
    }
    return new Settings(sampling, limits, thinking(), output, Handling.NONE);
  }

  private boolean isKnown(Str key, boolean shaped) {
    if (key.is("temperature") || key.is("seed")) {
      return true;
    }
    for (Field field : KNOWN) {
      if (field.names(key)) {
        return true;
      }
    }
    boolean shape =
        Field.RESPONSE_SCHEMA.names(key)
            || Field.RESPONSE_JSON_SCHEMA.names(key)
            || Field.RESPONSE_MIME_TYPE.names(key);
    return shape && (shaped || config.is(Field.RESPONSE_MIME_TYPE.in(config), "text/plain"));
  }

  private static final Field[] KNOWN = {
    Field.TOP_P,
    Field.TOP_K,
    Field.FREQUENCY_PENALTY,
    Field.PRESENCE_PENALTY,
    Field.MAX_OUTPUT_TOKENS,
    Field.STOP_SEQUENCES,
    Field.THINKING_CONFIG,
  };

  private @Nullable Num number(String member) {
    return place.in(member).number(Field.present(config, member));
  }

  private @Nullable Num number(Field field) {
    return place.in(field).number(field.of(config));
  }

  /// A schema, or JSON without one; other types (`text/x.enum`) stay Google's own.
  private @Nullable OutputShape output() {
    Str type = place.in(Field.RESPONSE_MIME_TYPE).string(Field.RESPONSE_MIME_TYPE.of(config));
    if (type != null && !type.is(JSON)) {
      return null;
    }
    Obj schema = place.in(Field.RESPONSE_SCHEMA).object(Field.RESPONSE_SCHEMA.of(config));
    if (schema == null) {
      Place at = place.in(Field.RESPONSE_JSON_SCHEMA);
      schema = at.object(Field.RESPONSE_JSON_SCHEMA.of(config));
    }
    if (schema != null) {
      return new OutputShape.JsonSchema(null, null, SchemaFromGemini.jsonSchema(schema), null);
    }
    return type == null ? null : new OutputShape.AnyJson();
  }

  /// Google shows thoughts only where they are asked for.
  private @Nullable Thinking thinking() {
    Place at = place.in(Field.THINKING_CONFIG);
    Obj thinking = at.object(Field.THINKING_CONFIG.of(config));
    if (thinking == null) {
      return null;
    }
    Num budget = at.in(Field.THINKING_BUDGET).number(Field.THINKING_BUDGET.of(thinking));
    Str level = at.in(Field.THINKING_LEVEL).string(Field.THINKING_LEVEL.of(thinking));
    Bool shown = at.in(Field.INCLUDE_THOUGHTS).bool(Field.INCLUDE_THOUGHTS.of(thinking));
    Long tokens = budget == null || budget.longValue() < 0 ? null : budget.longValue();
    return new Thinking(
        mode(budget),
        level == null ? null : effort(level.value()),
        tokens,
        shown == Bool.TRUE ? "auto" : "omitted");
  }

  private static Mode mode(@Nullable Num budget) {
    if (budget == null) {
      return Mode.UNSAID;
    }
    long tokens = budget.longValue();
    if (tokens < 0) {
      return Mode.ADAPTIVE;
    }
    return tokens == 0 ? Mode.OFF : Mode.ON;
  }

  private static @Nullable Effort effort(String level) {
    return switch (level.toUpperCase(Locale.ROOT)) {
      case "MINIMAL" -> Effort.MINIMAL;
      case "LOW" -> Effort.LOW;
      case "MEDIUM" -> Effort.MEDIUM;
      case "HIGH" -> Effort.HIGH;
      default -> null;
    };
  }
}
