package dev.bifrost.formats.gemini;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parts of one content in the making. A seal waits for the part that it seals and stands on it;
/// where none follows it stands on an empty text, as Gemini itself sends it.
final class SignedParts {
  private final List<Json> parts = new ArrayList<>();
  private @Nullable Str waiting;

  /// The seal of what comes next.
  void seal(Str value) {
    flush();
    waiting = value;
  }

  void add(Obj part) {
    Str seal = waiting;
    waiting = null;
    parts.add(seal == null ? part : signed(part, seal));
  }

  /// Adds a part that must have a seal: the waiting one, else this.
  void addSealed(Obj part, Str otherwise) {
    if (waiting == null) {
      waiting = otherwise;
    }
    add(part);
  }

  private static Obj signed(Obj part, Str seal) {
    return Json.obj().putAll(part).put(Field.THOUGHT_SIGNATURE.camel(), seal).build();
  }

  /// Nothing follows: a waiting seal gets its empty text.
  void flush() {
    Str seal = waiting;
    if (seal != null) {
      waiting = null;
      parts.add(signed(PartWriter.text(Str.EMPTY), seal));
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /// Takes the parts out.
  List<Json> take() {
    List<Json> taken = List.copyOf(parts);
    parts.clear();
    return taken;
  }
}
