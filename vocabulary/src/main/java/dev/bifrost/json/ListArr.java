package dev.bifrost.json;

import java.util.List;

/// An array that was built here; its values may be slices of documents.
final class ListArr extends Arr {
  static final Arr EMPTY = new ListArr(List.of());

  private final List<Json> values;

  ListArr(List<? extends Json> values) {
    this.values = List.copyOf(values);
  }

  @Override
  public List<Json> values() {
    return values;
  }

  @Override
  public boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public void writeTo(Bytes out) {
    out.put('[');
    boolean first = true;
    for (Json value : values) {
      if (!first) {
        out.put(',');
      }
      first = false;
      value.writeTo(out);
    }
    out.put(']');
  }
}
