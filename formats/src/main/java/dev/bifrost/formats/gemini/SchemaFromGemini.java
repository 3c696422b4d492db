package dev.bifrost.formats.gemini;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns Google's schemas (an OpenAPI 3.0 subset: `STRING`, `nullable`, counts as strings) into
/// JSON Schema. A schema that is JSON Schema already comes back as it came.
final class SchemaFromGemini {
  /// The numbers of the enumeration `Type`, which some SDKs send (recorded).
  private static final List<String> TYPES =
      List.of("", "string", "number", "integer", "boolean", "array", "object", "null");

  private static final Obj NULL_TYPE = Json.obj().put("type", "null").build();

  private boolean changed;

  private SchemaFromGemini() {}

  /// The schema as JSON Schema.
  static Obj jsonSchema(Obj schema) {
    SchemaFromGemini reader = new SchemaFromGemini();
    Obj read = reader.schema(schema);
    return reader.changed ? read : schema;
  }

  private Obj schema(Obj schema) {
    ObjBuilder built = Json.obj();
    for (Member member : schema.members()) {
      String said = member.name();
      String name = camel(said);
      changed |= !name.equals(said);
      if (name.equals("nullable") && member.value() instanceof Bool) {
        changed = true;
      } else {
        built.put(name, value(name, member.value()));
      }
    }
    Obj plain = built.build();
    return schema.isTrue("nullable") ? nullable(plain) : plain;
  }

  /// The keyword in the spelling that both kinds of schema share.
  private static String camel(String keyword) {
    return switch (keyword) {
      case "any_of" -> "anyOf";
      case "min_items" -> "minItems";
      case "max_items" -> "maxItems";
      case "min_length" -> "minLength";
      case "max_length" -> "maxLength";
      case "min_properties" -> "minProperties";
      case "max_properties" -> "maxProperties";
      case "property_ordering" -> "propertyOrdering";
      case "additional_properties" -> "additionalProperties";
      case "prefix_items" -> "prefixItems";
      default -> keyword;
    };
  }

  private Json value(String keyword, Json value) {
    return switch (keyword) {
      case "type" -> type(value);
      case "properties", "patternProperties", "$defs", "definitions" ->
          value instanceof Obj schemas ? named(schemas) : value;
      case "items", "additionalProperties", "not", "contains", "propertyNames" ->
          value instanceof Obj schema ? schema(schema) : value;
      case "anyOf", "oneOf", "allOf", "prefixItems" ->
          value instanceof Arr schemas ? all(schemas) : value;
      case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties" ->
          count(value);
      default -> value;
    };
  }

  private Json type(Json type) {
    return switch (type) {
      case Str word -> lower(word);
      case Num number when number.longValue() > 0 && number.longValue() < TYPES.size() -> {
        changed = true;
        yield Json.of(TYPES.get(number.intValue()));
      }
      case Arr several -> {
        List<Json> types = new ArrayList<>();
        several.forEach(one -> types.add(one instanceof Str word ? lower(word) : one));
        yield Json.of(types);
      }
      default -> type;
    };
  }

  private Str lower(Str word) {
    String lower = word.value().toLowerCase(Locale.ROOT);
    changed |= !word.is(lower);
    return Json.of(lower);
  }

  /// A count that came as a string, as protocol buffers write 64-bit numbers.
  private Json count(Json value) {
    if (value instanceof Str text) {
      try {
        Json number = Json.of(Long.parseLong(text.value()));
        changed = true;
        return number;
      } catch (NumberFormatException noNumber) {
        return value;
      }
    }
    return value;
  }

  private Obj named(Obj schemas) {
    ObjBuilder built = Json.obj();
    for (Member member : schemas.members()) {
      Json value = member.value();
      built.put(member.name(), value instanceof Obj schema ? schema(schema) : value);
    }
    return built.build();
  }

  private Arr all(Arr schemas) {
    List<Json> built = new ArrayList<>();
    schemas.forEach(one -> built.add(one instanceof Obj schema ? schema(schema) : one));
    return Json.of(built);
  }

  private static Obj nullable(Obj schema) {
    Obj wide = schema;
    Arr values = wide.arr("enum");
    if (values != null && !values.values().contains(Null.NULL)) {
      wide = wide.with("enum", plus(values, Null.NULL));
    }
    return switch (wide.get("type")) {
      case Str type when !type.is("null") -> wide.with("type", Arr.of(type, Json.of("null")));
      case null -> withNullChoice(wide, wide.arr("anyOf"));
      default -> wide;
    };
  }

  private static Obj withNullChoice(Obj schema, @Nullable Arr choices) {
    return choices == null ? schema : schema.with("anyOf", plus(choices, NULL_TYPE));
  }

  private static Arr plus(Arr values, Json more) {
    List<Json> all = new ArrayList<>(values.values());
    all.add(more);
    return Json.of(all);
  }
}
