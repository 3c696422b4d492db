package dev.bifrost.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An array: values in order.
public abstract sealed class Arr implements Json, Iterable<Json> permits SliceArr, ListArr {
  /// The empty array.
  public static Arr empty() {
    return ListArr.EMPTY;
  }

  Arr() {}

  /// A new array of these values.
  public static Arr of(List<? extends Json> values) {
    return new ListArr(values);
  }

  /// A new array of these values.
  public static Arr of(Json... values) {
    return new ListArr(List.of(values));
  }

  /// All values, in order.
  public abstract List<Json> values();

  /// Whether there are no values.
  public abstract boolean isEmpty();

  /// The values that are objects, in order.
  public final List<Obj> objects() {
    List<Obj> objects = new ArrayList<>();
    for (Json value : this) {
      if (value instanceof Obj object) {
        objects.add(object);
      }
    }
    return objects;
  }

  /// The number of values.
  public final int size() {
    return values().size();
  }

  @Override
  public final Iterator<Json> iterator() {
    return values().iterator();
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Arr that && values().equals(that.values());
  }

  @Override
  public final int hashCode() {
    return values().hashCode();
  }

  @Override
  public final String toString() {
    return text();
  }
}
