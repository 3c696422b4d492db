package dev.bifrost.json;

import java.util.ArrayList;
import java.util.List;

/// An array that stands in a document.
final class SliceArr extends Arr {
  final Tape tape;
  final int node;

  SliceArr(Tape tape, int node) {
    this.tape = tape;
    this.node = node;
  }

  @Override
  public List<Json> values() {
    List<Json> values = new ArrayList<>();
    int end = tape.next(node);
    for (int item = node + 1; item < end; item = tape.next(item)) {
      values.add(tape.at(item));
    }
    return values;
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
