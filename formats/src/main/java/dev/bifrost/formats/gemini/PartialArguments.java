package dev.bifrost.formats.gemini;

import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The arguments of a function call that Vertex AI streams value by value
/// (`streamFunctionCallArguments`): each piece names its place, as in `$.list[0].name`, and a text
/// comes in several pieces. One call, one thread.
final class PartialArguments {
  private static final int MAX_ITEMS = 100_000;
  private static final int MAX_STEPS = 200;

  /// A value in the making.
  private sealed interface Node {}

  private record Branch(Map<String, Node> members) implements Node {}

  private record Row(List<Node> items) implements Node {}

  private record Leaf(List<Str> texts, @Nullable Json other) implements Node {}

  private final Branch root = new Branch(new LinkedHashMap<>());

  /// Takes one entry of `partialArgs`; one that names no place is passed over.
  void accept(Obj piece) {
    String path = piece.text("jsonPath", "");
    List<String> steps = steps(path);
    if (steps.isEmpty()) {
      return;
    }
    Node at = root;
    for (int i = 0; i < steps.size() && at != null; i++) {
      String next = i + 1 < steps.size() ? steps.get(i + 1) : null;
      at = step(at, steps.get(i), next, piece);
    }
  }

  /// The node below `at`, made where it is missing; null at the end of the path.
  private static @Nullable Node step(Node at, String step, @Nullable String next, Obj piece) {
    Node known = child(at, step);
    if (next == null) {
      put(at, step, leaf(known, piece));
      return null;
    }
    if (known != null) {
      return known;
    }
    Node fresh =
        next.startsWith("[") ? new Row(new ArrayList<>()) : new Branch(new LinkedHashMap<>());
    put(at, step, fresh);
    return fresh;
  }

  private static @Nullable Node child(Node at, String step) {
    return switch (at) {
      case Branch(var members) -> members.get(step);
      case Row(var items) -> {
        int index = index(step);
        yield index >= 0 && index < items.size() ? items.get(index) : null;
      }
      case Leaf _ -> null;
    };
  }

  private static void put(Node at, String step, Node value) {
    switch (at) {
      case Branch(var members) -> members.put(step, value);
      case Row(var items) -> {
        int index = index(step);
        if (index >= 0 && index < items.size()) {
          items.set(index, value);
        } else if (items.size() < MAX_ITEMS) {
          items.add(value);
        }
      }
      case Leaf _ -> {}
    }
  }

  private static Leaf leaf(@Nullable Node known, Obj piece) {
    Str text = piece.str("stringValue");
    if (text == null) {
      return new Leaf(List.of(), value(piece));
    }
    List<Str> texts = new ArrayList<>();
    if (known instanceof Leaf(List<Str> before, var other) && other == null) {
      texts = before;
    }
    texts.add(text);
    return new Leaf(texts, null);
  }

  private static Json value(Obj piece) {
    Json number = piece.num("numberValue");
    if (number != null) {
      return number;
    }
    return piece.get("boolValue") instanceof Bool truth ? truth : Null.NULL;
  }

  /// `$.a.b[0]['c d']` as `a`, `b`, `[0]`, `c d`.
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    int at = path.startsWith("$") ? 1 : 0;
    while (at < path.length()) {
      int to;
      if (path.startsWith("['", at) && path.indexOf("']", at) > 0) {
        to = path.indexOf("']", at);
        steps.add(path.substring(at + 2, to));
        to += 2;
      } else if (path.charAt(at) == '[') {
        to = path.indexOf(']', at) + 1;
        to = to == 0 ? path.length() : to;
        steps.add(path.substring(at, to));
      } else {
        int from = path.charAt(at) == '.' ? at + 1 : at;
        to = from;
        while (to < path.length() && path.charAt(to) != '.' && path.charAt(to) != '[') {
          to++;
        }
        if (to > from) {
          steps.add(path.substring(from, to));
        }
      }
      at = to;
    }
    return steps.size() > MAX_STEPS ? List.of() : steps;
  }

  private static int index(String step) {
    try {
      return step.startsWith("[") && step.endsWith("]")
          ? Integer.parseInt(step.substring(1, step.length() - 1))
          : -1;
    } catch (NumberFormatException noIndex) {
      return -1;
    }
  }

  /// All arguments so far.
  Obj object() {
    return object(root);
  }

  private static Obj object(Branch branch) {
    ObjBuilder built = Json.obj();
    branch.members().forEach((name, node) -> built.put(name, json(node)));
    return built.build();
  }

  private static Json json(Node node) {
    return switch (node) {
      case Branch branch -> object(branch);
      case Row(var items) -> Json.of(items.stream().map(PartialArguments::json).toList());
      case Leaf(List<Str> texts, var other) -> other == null ? Str.join(texts) : other;
    };
  }
}
