package dev.bifrost.simulator;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Makes a value that fits a JSON Schema, as far as a sample needs it.
final class Samples {
  private Samples() {}

  static Json of(Obj schema) {
    Arr choices = schema.arr("enum");
    if (choices != null && !choices.isEmpty()) {
      return choices.values().getFirst();
    }
    return switch (type(schema)) {
      case "object" -> object(schema);
      case "array" -> {
        Obj items = schema.obj("items");
        yield Json.of(items == null ? List.of() : List.of(of(items)));
      }
      case "integer", "number" -> Json.of(Math.max(1, schema.number("minimum", 1)));
      case "boolean" -> Json.of(true);
      case "null" -> Null.NULL;
      default -> Json.of("sample");
    };
  }

  private static String type(Obj schema) {
    Json type = schema.get("type");
    String first =
        switch (type) {
          case Str text -> text.value();
          case Arr list when !list.isEmpty() && list.values().getFirst() instanceof Str text ->
              text.value();
          case null, default -> schema.has("properties") ? "object" : "string";
        };
    return first.toLowerCase(Locale.ROOT);
  }

  private static Obj object(Obj schema) {
    List<String> required = new ArrayList<>();
    for (Json name : schema.list("required")) {
      if (name instanceof Str text) {
        required.add(text.value());
      }
    }
    ObjBuilder object = Json.obj();
    Obj properties = schema.obj("properties");
    if (properties != null) {
      for (Member member : properties.members()) {
        if (required.contains(member.name()) && member.value() instanceof Obj inner) {
          object.put(member.name(), of(inner));
        }
      }
    }
    return object.build();
  }
}
