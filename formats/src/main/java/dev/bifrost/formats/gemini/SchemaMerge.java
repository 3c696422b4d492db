package dev.bifrost.formats.gemini;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings what JSON Schema spreads over several places into one: follows `$ref` inside a document
/// and merges `allOf`. One document, one thread. A definition that refers to itself is unfolded a
/// few times and then left open; a document that would unfold without bound is left open beyond a
/// size.
final class SchemaMerge {
  private static final int MAX_UNFOLDINGS = 3;
  private static final int MAX_SCHEMAS = 4_000;

  private final Obj root;
  private final Map<String, Integer> unfolding = new HashMap<>();
  private int schemas;

  SchemaMerge(Obj root) {
    this.root = root;
  }

  /// Whether the document may still grow by a schema.
  boolean mayGrow() {
    return ++schemas <= MAX_SCHEMAS;
  }

  /// The schema without `$ref` and `allOf`. To be paired with [#leave] when all inside it was
  /// visited.
  Obj flat(Obj schema, List<String> entered) {
    Obj flat = schema;
    Str reference = flat.str("$ref");
    if (reference != null) {
      Obj beside = flat.without("$ref");
      Obj target = follow(reference.value(), entered);
      flat = target == null ? beside : merged(flat(target, entered), beside);
    }
    Arr all = flat.arr("allOf");
    if (all != null) {
      flat = flat.without("allOf");
      for (Obj one : all.objects()) {
        flat = merged(flat, flat(one, entered));
      }
    }
    return flat;
  }

  /// The references that were followed may be followed again.
  void leave(List<String> entered) {
    entered.forEach(reference -> unfolding.merge(reference, -1, Integer::sum));
  }

  /// What a reference points at in this document, or null where it cannot be followed (any
  /// further).
  private @Nullable Obj follow(String reference, List<String> entered) {
    if (!reference.startsWith("#")
        || entered.size() > 100
        || unfolding.getOrDefault(reference, 0) >= MAX_UNFOLDINGS) {
      return null;
    }
    unfolding.merge(reference, 1, Integer::sum);
    entered.add(reference);
    Json at = root;
    for (String step : reference.substring(1).split("/", -1)) {
      if (step.isEmpty()) {
        continue;
      }
      String name = step.replace("~1", "/").replace("~0", "~").replace("%24", "$");
      at = at instanceof Obj object ? object.get(name) : null;
      if (at == null) {
        return null;
      }
    }
    return at instanceof Obj target ? target : null;
  }

  /// Both at once: properties and required names together, and otherwise what `more` says.
  static Obj merged(Obj schema, Obj more) {
    if (schema.isEmpty()) {
      return more;
    }
    Map<String, Json> members = new LinkedHashMap<>();
    schema.members().forEach(member -> members.put(member.name(), member.value()));
    for (Member member : more.members()) {
      members.merge(
          member.name(), member.value(), (ours, theirs) -> both(member.name(), ours, theirs));
    }
    return built(members);
  }

  private static Json both(String keyword, Json ours, Json theirs) {
    return switch (keyword) {
      case "properties", "$defs", "definitions" ->
          ours instanceof Obj first && theirs instanceof Obj second
              ? properties(first, second)
              : theirs;
      case "required" ->
          ours instanceof Arr first && theirs instanceof Arr second ? union(first, second) : theirs;
      case "description" ->
          ours instanceof Str first && theirs instanceof Str second && !first.equals(second)
              ? Str.join(List.of(first, Str.of(" "), second))
              : theirs;
      default -> theirs;
    };
  }

  private static Obj properties(Obj ours, Obj theirs) {
    Map<String, Json> properties = new LinkedHashMap<>();
    ours.members().forEach(member -> properties.put(member.name(), member.value()));
    for (Member member : theirs.members()) {
      properties.merge(
          member.name(),
          member.value(),
          (first, second) ->
              first instanceof Obj a && second instanceof Obj b ? merged(a, b) : second);
    }
    return built(properties);
  }

  private static Arr union(Arr ours, Arr theirs) {
    List<Json> values = new ArrayList<>(ours.values());
    theirs.forEach(value -> {
      if (!values.contains(value)) {
        values.add(value);
      }
    });
    return Json.of(values);
  }

  private static Obj built(Map<String, Json> members) {
    ObjBuilder built = Json.obj();
    members.forEach(built::put);
    return built.build();
  }
}
