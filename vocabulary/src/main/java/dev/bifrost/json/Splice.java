package dev.bifrost.json;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Edits of a document's own bytes: what no edit names stays as it came, byte for byte. Collect
/// edits, then take [#toBytes]. Edits may not overlap. One use, one thread.
public final class Splice {
  private record Cut(int from, int to, byte[] instead) {}

  private final SliceObj root;
  private final List<Cut> cuts = new ArrayList<>();

  /// Starts editing the document of which `root` is the outermost object.
  ///
  /// @throws IllegalArgumentException when the object was built and not read
  public Splice(Obj root) {
    if (!(root instanceof SliceObj slice)) {
      throw new IllegalArgumentException("only an object that was read can be edited in place");
    }
    this.root = slice;
  }

  /// Sets a member of `object`, which stands in this document: in its place where the name is
  /// there, else at the end.
  public Splice set(Obj object, String name, Json value) {
    SliceObj place = read(object);
    Tape tape = place.tape;
    int node = tape.member(place.node, name);
    if (node >= 0) {
      cuts.add(new Cut(tape.from(node), tape.to(node), value.toBytes()));
      return this;
    }
    int end = tape.to(place.node) - 1;
    Bytes member = new Bytes(64);
    if (!place.isEmpty()) {
      member.put(',');
    }
    Str.of(name).writeTo(member);
    member.put(':');
    value.writeTo(member);
    cuts.add(new Cut(end, end, member.toArray()));
    return this;
  }

  /// Takes a member of `object` out, with its comma; nothing happens where it is absent.
  public Splice remove(Obj object, String name) {
    SliceObj place = read(object);
    Tape tape = place.tape;
    int node = tape.member(place.node, name);
    if (node < 0) {
      return this;
    }
    int key = node - 1;
    int from = tape.from(key);
    int to = tape.to(node);
    if (tape.next(node) < tape.next(place.node)) {
      to = tape.from(tape.next(node));
    } else if (key > place.node + 1) {
      from = endOfMemberBefore(tape, place.node, key);
    }
    cuts.add(new Cut(from, to, new byte[0]));
    return this;
  }

  private static int endOfMemberBefore(Tape tape, int object, int key) {
    int before = object + 1;
    while (tape.next(before + 1) != key) {
      before = tape.next(before + 1);
    }
    return tape.to(before + 1);
  }

  /// Whether no edit was made.
  public boolean isEmpty() {
    return cuts.isEmpty();
  }

  /// The document's text with the edits made.
  public byte[] toBytes() {
    byte[] source = root.tape.bytes;
    int at = root.tape.from(root.node);
    int end = root.tape.to(root.node);
    Bytes out = new Bytes(end - at + 256);
    cuts.sort(Comparator.comparingInt(Cut::from));
    for (Cut cut : cuts) {
      out.put(source, at, cut.from()).put(cut.instead());
      at = cut.to();
    }
    return out.put(source, at, end).toArray();
  }

  private SliceObj read(Obj object) {
    if (!(object instanceof SliceObj slice) || slice.tape != root.tape) {
      throw new IllegalArgumentException(
          "only an object of the same document can be edited in place");
    }
    return slice;
  }
}
