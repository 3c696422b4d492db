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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keywords of one schema of one type in Google's subset; what has no keyword there becomes a
/// note in the description.
final class SchemaWords {
  /// Keywords that are dealt with elsewhere, or that say nothing to a model.
  private static final Set<String> DONE =
      Set.of(
          "type",
          "description",
          "properties",
          "required",
          "propertyOrdering",
          "items",
          "prefixItems",
          "enum",
          "const",
          "nullable",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "$schema",
          "$id",
          "$anchor",
          "$comment",
          "$defs",
          "definitions",
          "readOnly",
          "writeOnly",
          "deprecated",
          "additionalItems",
          "unevaluatedProperties",
          "unevaluatedItems");

  /// Formats that Google accepts; it refuses some of the others.
  private static final Set<String> FORMATS =
      Set.of("date-time", "int32", "int64", "float", "double", "enum");

  private final Obj schema;
  private final String type;
  private final ObjBuilder built = Json.obj();
  private final List<String> notes = new ArrayList<>();

  SchemaWords(Obj schema, String type) {
    this.schema = schema;
    this.type = type;
    built.put("type", type.toUpperCase(Locale.ROOT));
    if (schema.isTrue("nullable")) {
      built.put("nullable", true);
    }
    for (Member member : schema.members()) {
      keyword(member.name(), member.value());
    }
    values();
    bounds();
  }

  private void keyword(String name, Json value) {
    if (DONE.contains(name) || value == Null.NULL) {
      return;
    }
    String spokenOf = typeOf(name);
    if (spokenOf != null) {
      // A keyword of another type says nothing of this one.
      if (spokenOf.isEmpty() || spokenOf.equals(type)) {
        built.put(name, value);
      }
      return;
    }
    boolean saysNothing =
        (name.equals("additionalProperties") && value instanceof Bool)
            || (name.equals("uniqueItems") && value == Bool.FALSE);
    if (!saysNothing) {
      note(name + ": " + value.text());
    }
  }

  /// The type of which a keyword speaks that means the same in both kinds of schema; empty for any
  /// type, null for a keyword that Google does not have.
  private static @Nullable String typeOf(String keyword) {
    return switch (keyword) {
      case "title", "default" -> "";
      case "minItems", "maxItems" -> "array";
      case "minProperties", "maxProperties" -> "object";
      case "minLength", "maxLength", "pattern" -> "string";
      default -> null;
    };
  }

  /// Adds a sentence for the model.
  void note(String sentence) {
    notes.add(sentence);
  }

  /// Google's `enum` holds only texts that are not empty.
  private void values() {
    Arr values = schema.arr("enum");
    Json only = schema.get("const");
    List<Json> all = new ArrayList<>();
    if (only != null) {
      all.add(only);
    } else if (values != null) {
      all.addAll(values.values());
    }
    if (all.isEmpty()) {
      format();
      return;
    }
    if (all.remove(Null.NULL) && !schema.isTrue("nullable")) {
      built.put("nullable", true);
    }
    boolean texts = all.stream().allMatch(v -> v instanceof Str text && !text.isEmpty());
    if (type.equals("string") && texts && !all.isEmpty()) {
      built.put("format", "enum").put("enum", Json.of(all));
    } else if (!all.isEmpty()) {
      note("One of: " + Json.of(all).text());
      format();
    }
  }

  private void format() {
    Str format = schema.str("format");
    if (format != null && FORMATS.contains(format.value())) {
      built.put("format", format);
    } else if (format != null) {
      note("format: " + format.value());
    }
  }

  /// A bound, or an exclusive bound: a number, or in older drafts `true` beside the bound.
  private void bounds() {
    if (!type.equals("integer") && !type.equals("number")) {
      return;
    }
    bound("minimum", "exclusiveMinimum", 1, "greater than ");
    bound("maximum", "exclusiveMaximum", -1, "less than ");
  }

  private void bound(String inclusive, String exclusive, int step, String words) {
    Json outside = schema.get(exclusive);
    Num bound = schema.num(inclusive);
    if (outside == Bool.TRUE && bound != null) {
      outside = bound;
    }
    if (!(outside instanceof Num beyond)) {
      built.putIfPresent(inclusive, bound);
      return;
    }
    if (type.equals("integer") && Num.of(beyond.longValue()).equals(beyond)) {
      built.put(inclusive, beyond.longValue() + step);
    } else {
      built.put(inclusive, beyond);
      note("Must be " + words + beyond.lexeme() + ".");
    }
  }

  /// The properties of an object, in order; only those can be required.
  void object(List<String> names, Obj properties) {
    if (names.isEmpty()) {
      return;
    }
    built.put("properties", properties);
    putNames("required", names);
    putNames("propertyOrdering", names);
  }

  private void putNames(String keyword, List<String> known) {
    List<Json> kept = new ArrayList<>();
    for (Json name : schema.list(keyword)) {
      if (name instanceof Str text && known.contains(text.value()) && !kept.contains(name)) {
        kept.add(name);
      }
    }
    if (!kept.isEmpty()) {
      built.put(keyword, Json.of(kept));
    }
  }

  /// The items of an array; Google wants them said.
  void items(Obj items) {
    built.put("items", items);
  }

  Obj schema() {
    Obj described = described(schema, notes);
    return built.putIfPresent("description", described.str("description")).build();
  }

  /// The schema with a note added to its description.
  static Obj noted(Obj schema, String note) {
    return described(schema, List.of(note));
  }

  private static Obj described(Obj schema, List<String> notes) {
    if (notes.isEmpty()) {
      return schema;
    }
    Str note = Str.of("(" + String.join("; ", notes) + ")");
    Str said = schema.str("description");
    Str both = said == null ? note : Str.join(List.of(said, Str.of(" "), note));
    return schema.with("description", both);
  }

  /// The type that the other keywords speak of, or an empty text.
  static String impliedType(Obj schema) {
    if (schema.has("properties") || schema.get("additionalProperties") instanceof Obj) {
      return "object";
    }
    if (schema.has("items") || schema.has("prefixItems")) {
      return "array";
    }
    Json value = schema.get("const");
    Arr values = schema.list("enum");
    if (value == null && !values.isEmpty()) {
      value = values.values().getFirst();
    }
    return switch (value) {
      case Str _ -> "string";
      case Bool _ -> "boolean";
      case Num number -> number.lexeme().contains(".") ? "number" : "integer";
      case null, default -> impliedByBounds(schema);
    };
  }

  private static String impliedByBounds(Obj schema) {
    if (schema.has("pattern") || schema.has("minLength") || schema.has("maxLength")) {
      return "string";
    }
    return schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")
        ? "number"
        : "";
  }

  /// Any value at all; Google wants types.
  static Obj anything() {
    return anything(Obj.empty());
  }

  static Obj anything(Obj schema) {
    List<Json> types = new ArrayList<>();
    for (String type : List.of("string", "number", "boolean", "object")) {
      types.add(new SchemaWords(schema.without("enum", "const"), type).schema());
    }
    return Json.obj().put("anyOf", Json.of(types)).build();
  }
}
