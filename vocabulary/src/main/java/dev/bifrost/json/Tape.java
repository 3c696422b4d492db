package dev.bifrost.json;

import java.util.Arrays;

/// The index of one document: for every value, and every member name, where it starts, where it
/// ends and which node follows it. The nodes stand in the order of the text; an object's children
/// are name, value, name, value.
final class Tape {
  private static final int CELLS = 3;
  private static final int ESCAPED = 1 << 31;

  final byte[] bytes;
  private int[] cells;
  private int nodes;

  Tape(byte[] bytes, int expectedNodes) {
    this.bytes = bytes;
    this.cells = new int[Math.max(16, expectedNodes) * CELLS];
  }

  /// Opens a node at byte `from`; [#end] completes it.
  int begin(int from) {
    int cell = nodes * CELLS;
    if (cell == cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    cells[cell] = from;
    return nodes++;
  }

  /// Completes a node: it ends before byte `to`, and what stands after it begins at the present end
  /// of the tape.
  void end(int node, int to, boolean escaped) {
    cells[node * CELLS + 1] = escaped ? to | ESCAPED : to;
    cells[node * CELLS + 2] = nodes;
  }

  int from(int node) {
    return cells[node * CELLS];
  }

  int to(int node) {
    return cells[node * CELLS + 1] & ~ESCAPED;
  }

  /// The node after this one and all that is inside it.
  int next(int node) {
    return cells[node * CELLS + 2];
  }

  private boolean escaped(int node) {
    return (cells[node * CELLS + 1] & ESCAPED) != 0;
  }

  Json at(int node) {
    int from = from(node);
    return switch (bytes[from]) {
      case '{' -> new SliceObj(this, node);
      case '[' -> new SliceArr(this, node);
      case '"' -> str(node);
      case 't' -> Bool.TRUE;
      case 'f' -> Bool.FALSE;
      case 'n' -> Null.NULL;
      default -> new Num(bytes, from, to(node));
    };
  }

  Str str(int node) {
    return new Str(bytes, from(node) + 1, to(node) - 1, escaped(node));
  }

  /// The node of the value that has this name in the object, or -1; the last one where the name
  /// stands twice.
  int member(int object, String name) {
    int found = -1;
    int end = next(object);
    for (int key = object + 1; key < end; key = next(key + 1)) {
      if (isNamed(key, name)) {
        found = key + 1;
      }
    }
    return found;
  }

  /// Whether the name at this node says `name`.
  boolean isNamed(int key, String name) {
    return Str.says(bytes, from(key) + 1, to(key) - 1, escaped(key), name);
  }

  void copy(int node, Bytes out) {
    out.put(bytes, from(node), to(node));
  }
}
