package dev.bifrost.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Edits of a document's own bytes: what no edit names stays as it came, byte for byte. Collect
/// edits, then take [#toBytes]. Every edit speaks of the document as it was read, not as edits
/// before it left it; of two edits of one place the last counts, and what lies inside a value that
/// is replaced or removed goes with it. One use, one thread.
public final class Splice {
  private record Cut(int from, int to, byte[] instead) {}

  private final SliceObj root;
  private final Tape tape;
  private final Map<Integer, Json> replaced = new HashMap<>();
  private final Set<Integer> removed = new HashSet<>();
  private final Set<Integer> shortened = new HashSet<>();
  private final Map<Integer, Map<String, Json>> added = new HashMap<>();

  /// Starts editing the document of which `root` is the outermost object.
  ///
  /// @throws IllegalArgumentException when the object was built and not read
  public Splice(Obj root) {
    if (!(root instanceof SliceObj slice)) {
      throw new IllegalArgumentException("only an object that was read can be edited in place");
    }
    this.root = slice;
    this.tape = slice.tape;
  }

  /// Sets a member of `object`, which stands in this document: in its place where the name is
  /// there, else at the end.
  public Splice set(Obj object, String name, Json value) {
    int place = node(object);
    int node = tape.member(place, name);
    if (node < 0) {
      added.computeIfAbsent(place, _ -> new LinkedHashMap<>()).put(name, value);
    } else {
      removed.remove(node);
      replaced.put(node, value);
    }
    return this;
  }

  /// Gives a member of `object` another name; nothing happens where it is absent.
  public Splice rename(Obj object, String name, String other) {
    int node = tape.member(node(object), name);
    if (node >= 0) {
      replaced.put(node - 1, Str.of(other));
    }
    return this;
  }

  /// Takes a member of `object` out, with its comma; nothing happens where it is absent.
  public Splice remove(Obj object, String name) {
    int place = node(object);
    int end = tape.next(place);
    for (int key = place + 1; key < end; key = tape.next(key + 1)) {
      if (tape.isNamed(key, name)) {
        removed.add(key + 1);
        shortened.add(place);
      }
    }
    if (added.containsKey(place)) {
      added.get(place).remove(name);
    }
    return this;
  }

  /// Replaces an item of `array`, which stands in this document.
  ///
  /// @param index the item's place, from 0
  public Splice set(Arr array, int index, Json value) {
    int item = item(node(array), index);
    removed.remove(item);
    replaced.put(item, value);
    return this;
  }

  /// Takes an item of `array` out, with its comma.
  ///
  /// @param index the item's place, from 0, whatever else is taken out
  public Splice remove(Arr array, int index) {
    int place = node(array);
    removed.add(item(place, index));
    shortened.add(place);
    return this;
  }

  /// Whether no edit was made.
  public boolean isEmpty() {
    return replaced.isEmpty() && removed.isEmpty() && added.isEmpty();
  }

  /// The document's text with the edits made.
  public byte[] toBytes() {
    List<Cut> cuts = new ArrayList<>();
    replaced.forEach(
        (node, value) -> cuts.add(new Cut(tape.from(node), tape.to(node), value.toBytes())));
    shortened.forEach(place -> cutOut(place, cuts));
    added.forEach((place, members) -> cuts.add(addition(place, members)));
    cuts.sort(Comparator.comparingInt(Cut::from).thenComparing(Cut::to, Comparator.reverseOrder()));
    int at = tape.from(root.node);
    int end = tape.to(root.node);
    Bytes out = new Bytes(end - at + 256);
    for (Cut cut : cuts) {
      if (cut.from() >= at) {
        out.put(tape.bytes, at, cut.from()).put(cut.instead());
        at = cut.to();
      }
    }
    return out.put(tape.bytes, at, end).toArray();
  }

  /// Cuts the removed children of an object or array out: up to the child that follows them, or,
  /// where none does, from the end of the one before.
  private void cutOut(int place, List<Cut> cuts) {
    int goneFrom = -1;
    int goneTo = -1;
    int keptTo = -1;
    int end = tape.next(place);
    for (int child = place + 1; child < end; child = tape.next(value(place, child))) {
      int value = value(place, child);
      if (removed.contains(value)) {
        goneFrom = goneFrom < 0 ? tape.from(child) : goneFrom;
        goneTo = tape.to(value);
        continue;
      }
      if (goneFrom >= 0) {
        cuts.add(new Cut(goneFrom, tape.from(child), new byte[0]));
        goneFrom = -1;
      }
      keptTo = tape.to(value);
    }
    if (goneFrom >= 0) {
      cuts.add(new Cut(keptTo < 0 ? goneFrom : keptTo, goneTo, new byte[0]));
    }
  }

  private Cut addition(int place, Map<String, Json> members) {
    boolean first = !keepsAny(place);
    Bytes text = new Bytes(64);
    for (Map.Entry<String, Json> member : members.entrySet()) {
      if (!first) {
        text.put(',');
      }
      first = false;
      Str.of(member.getKey()).writeTo(text);
      text.put(':');
      member.getValue().writeTo(text);
    }
    int end = tape.to(place) - 1;
    return new Cut(end, end, text.toArray());
  }

  private boolean keepsAny(int object) {
    int end = tape.next(object);
    for (int key = object + 1; key < end; key = tape.next(key + 1)) {
      if (!removed.contains(key + 1)) {
        return true;
      }
    }
    return false;
  }

  /// The node of a child's value: behind its name in an object, the child itself in an array.
  private int value(int place, int child) {
    return tape.bytes[tape.from(place)] == '{' ? child + 1 : child;
  }

  private int item(int array, int index) {
    int item = array + 1;
    for (int i = 0; i < index && item < tape.next(array); i++) {
      item = tape.next(item);
    }
    if (index < 0 || item >= tape.next(array)) {
      throw new IndexOutOfBoundsException("no item " + index);
    }
    return item;
  }

  private int node(Json place) {
    return switch (place) {
      case SliceObj object when object.tape == tape -> object.node;
      case SliceArr array when array.tape == tape -> array.node;
      default ->
          throw new IllegalArgumentException(
              "only an object or array of the same document can be edited in place");
    };
  }
}
