package dev.bifrost.formats.gemini;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns JSON Schema into Google's OpenAPI subset (`Schema` of the interface definition), for
/// servers that know nothing else. Nothing is dropped that can be said in other words: `const`
/// becomes an `enum`, an array of types `nullable` or `anyOf`, an exclusive bound the next whole
/// number, a `$ref` what it points at; what the subset has no keyword for goes into the
/// description, where the model reads it. One schema, one thread.
final class SchemaForGemini {
  private static final int MAX_DEPTH = 48;
  private static final List<String> SUBSTANCE =
      List.of(
          "type",
          "properties",
          "items",
          "enum",
          "const",
          "$ref",
          "anyOf",
          "oneOf",
          "allOf",
          "prefixItems");

  private final SchemaMerge merge;
  private int depth;

  private SchemaForGemini(Obj root) {
    this.merge = new SchemaMerge(root);
  }

  /// The schema in Google's words.
  static Obj cleaned(Obj schema) {
    return new SchemaForGemini(schema).clean(schema);
  }

  /// The schema of a function's parameters, which must be one object: alternatives at the top
  /// become one object with the properties of all, of which only the common ones are required.
  static Obj parameters(Obj schema) {
    Obj clean = cleaned(schema);
    Arr choices = clean.arr("anyOf");
    if (choices == null) {
      return clean;
    }
    Obj all = Obj.empty();
    List<Json> required = null;
    for (Obj choice : choices.objects()) {
      all = SchemaMerge.merged(all, choice.without("nullable"));
      List<Json> own = choice.list("required").values();
      if (required == null) {
        required = new ArrayList<>(own);
      } else {
        required.retainAll(own);
      }
    }
    Obj open = all.without("required", "anyOf");
    return required == null || required.isEmpty() ? open : open.with("required", Json.of(required));
  }

  private Obj clean(Json schema) {
    if (!(schema instanceof Obj object) || depth >= MAX_DEPTH || !merge.mayGrow()) {
      return SchemaWords.anything();
    }
    depth++;
    List<String> entered = new ArrayList<>();
    Obj clean = alternatives(merge.flat(object, entered));
    merge.leave(entered);
    depth--;
    return clean;
  }

  /// Google takes `anyOf` only alone, so what stands beside it goes into each alternative.
  private Obj alternatives(Obj schema) {
    Arr choices = schema.arr("anyOf") == null ? schema.arr("oneOf") : schema.arr("anyOf");
    if (choices == null) {
      return types(schema);
    }
    Obj base = schema.without("anyOf", "oneOf");
    boolean nullable = false;
    List<Obj> substantial = new ArrayList<>();
    List<Json> conditions = new ArrayList<>();
    for (Json choice : choices) {
      if (choice instanceof Obj one && one.is("type", "null")) {
        nullable = true;
      } else if (choice instanceof Obj one && SUBSTANCE.stream().anyMatch(one::has)) {
        substantial.add(one);
      } else {
        conditions.add(choice);
      }
    }
    if (substantial.isEmpty() && !conditions.isEmpty()) {
      base = SchemaWords.noted(base, "One of these must hold: " + Json.of(conditions).text());
    }
    if (substantial.isEmpty()) {
      return nullable(types(base), nullable);
    }
    List<Obj> cleaned = new ArrayList<>();
    for (Obj one : substantial) {
      add(nullable(clean(SchemaMerge.merged(base, one)), nullable), cleaned);
    }
    return oneOrMore(cleaned);
  }

  /// Alternatives of alternatives are alternatives.
  private static void add(Obj clean, List<Obj> all) {
    Arr inner = clean.arr("anyOf");
    for (Obj one : inner == null ? List.of(clean) : inner.objects()) {
      if (!all.contains(one)) {
        all.add(one);
      }
    }
  }

  private static Obj oneOrMore(List<Obj> schemas) {
    return schemas.size() == 1
        ? schemas.getFirst()
        : Json.obj().put("anyOf", Json.of(schemas)).build();
  }

  private static Obj nullable(Obj clean, boolean nullable) {
    if (!nullable) {
      return clean;
    }
    Arr choices = clean.arr("anyOf");
    if (choices == null) {
      return clean.with("nullable", Bool.TRUE);
    }
    List<Obj> each =
        choices.objects().stream().map(one -> one.with("nullable", Bool.TRUE)).toList();
    return Json.obj().put("anyOf", Json.of(each)).build();
  }

  private Obj types(Obj schema) {
    if (!(schema.get("type") instanceof Arr several)) {
      return plain(schema, schema.text("type", "").toLowerCase(Locale.ROOT));
    }
    boolean nullable = false;
    List<Obj> cleaned = new ArrayList<>();
    for (Json type : several) {
      if (type instanceof Str word && word.is("null")) {
        nullable = true;
      } else if (type instanceof Str word) {
        add(plain(schema, word.value().toLowerCase(Locale.ROOT)), cleaned);
      }
    }
    if (cleaned.isEmpty()) {
      return plain(schema, nullable ? "null" : "");
    }
    boolean orNull = nullable;
    return oneOrMore(cleaned.stream().map(one -> nullable(one, orNull)).toList());
  }

  private Obj plain(Obj schema, String said) {
    String type = said.isEmpty() ? SchemaWords.impliedType(schema) : said;
    if (type.isEmpty()) {
      return SchemaWords.anything(schema);
    }
    SchemaWords words = new SchemaWords(schema, type);
    switch (type) {
      case "object" -> properties(schema, words);
      case "array" -> items(schema, words);
      default -> {}
    }
    return words.schema();
  }

  private void properties(Obj schema, SchemaWords words) {
    Obj properties = schema.obj("properties");
    List<String> names = new ArrayList<>();
    ObjBuilder cleaned = Json.obj();
    for (Member property : properties == null ? List.<Member>of() : properties.members()) {
      if (property.value() != Bool.FALSE) {
        names.add(property.name());
        cleaned.put(property.name(), clean(property.value()));
      }
    }
    words.object(names, cleaned.build());
  }

  /// A tuple becomes an array of any of its items.
  private void items(Obj schema, SchemaWords words) {
    Arr tuple = schema.arr("prefixItems") == null ? schema.arr("items") : schema.arr("prefixItems");
    if (tuple == null) {
      Json items = schema.get("items");
      words.items(items instanceof Obj ? clean(items) : SchemaWords.anything());
      return;
    }
    List<Obj> cleaned = new ArrayList<>();
    for (Json item : tuple) {
      add(clean(item), cleaned);
    }
    words.note("The items in order: " + tuple.text());
    words.items(cleaned.isEmpty() ? SchemaWords.anything() : oneOrMore(cleaned));
  }
}
