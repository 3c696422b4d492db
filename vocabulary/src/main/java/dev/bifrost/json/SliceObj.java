package dev.bifrost.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object that stands in a document.
final class SliceObj extends Obj {
  final Tape tape;
  final int node;

  SliceObj(Tape tape, int node) {
    this.tape = tape;
    this.node = node;
  }

  @Override
  public @Nullable Json get(String name) {
    int value = tape.member(node, name);
    return value < 0 ? null : tape.at(value);
  }

  @Override
  public List<Member> members() {
    List<Member> members = new ArrayList<>();
    int end = tape.next(node);
    for (int key = node + 1; key < end; key = tape.next(key + 1)) {
      members.add(new Member(tape.str(key), tape.at(key + 1)));
    }
    return members;
  }

  @Override
  public boolean isEmpty() {
    return tape.next(node) == node + 1;
  }

  @Override
  public void writeTo(Bytes out) {
    tape.copy(node, out);
  }
}
