package dev.bifrost.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The header fields of a message: ordered, repeated names allowed, names found in any case and
/// kept as spelt. Immutable. Every instance is safe to send: names are tokens, values hold no line
/// breaks or other control characters (RFC 9110, section 5). Characters are bytes of ISO-8859-1.
public final class Headers {
  /// No fields.
  public static final Headers EMPTY = new Headers(new String[0], 0);

  /// Name, value, name, value.
  private final String[] fields;

  private final int used;

  private Headers(String[] fields, int used) {
    this.fields = fields;
    this.used = used;
  }

  /// Fields from names and values in turn.
  public static Headers of(String... namesAndValues) {
    Builder builder = new Builder(namesAndValues.length);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  /// Starts an empty set of fields.
  public static Builder builder() {
    return new Builder(16);
  }

  /// Fields that a parser has checked. The array is handed over.
  static Headers checked(String[] fields, int used) {
    return new Headers(fields, used);
  }

  /// The first value of `name`, or null.
  public @Nullable String first(String name) {
    int at = indexOf(name, 0);
    return at < 0 ? null : fields[at + 1];
  }

  /// Every value of `name`, in order.
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(2);
    for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
      values.add(fields[at + 1]);
    }
    return values;
  }

  /// Whether a field of this name is there.
  public boolean has(String name) {
    return indexOf(name, 0) >= 0;
  }

  /// Whether a field of this name lists `token` among its comma-separated values, in any case.
  public boolean lists(String name, String token) {
    for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
      if (HeaderText.lists(fields[at + 1], token)) {
        return true;
      }
    }
    return false;
  }

  /// The number of fields.
  public int size() {
    return used / 2;
  }

  /// The name of the field at `index`, as spelt.
  public String name(int index) {
    return fields[2 * index];
  }

  /// The value of the field at `index`.
  public String value(int index) {
    return fields[2 * index + 1];
  }

  /// Calls `action` with each name and value, in order.
  public void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < used; i += 2) {
      action.accept(fields[i], fields[i + 1]);
    }
  }

  /// These fields with `name` set to one value: in its first place where it is there, else at the
  /// end.
  public Headers with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  /// These fields without those named `name`.
  public Headers without(String name) {
    return has(name) ? toBuilder().remove(name).build() : this;
  }

  /// A builder that starts with these fields.
  public Builder toBuilder() {
    Builder builder = new Builder(used + 8);
    return builder.addAll(this);
  }

  private int indexOf(String name, int from) {
    return find(fields, used, name, from);
  }

  private static int find(String[] fields, int used, String name, int from) {
    for (int i = from; i < used; i += 2) {
      String candidate = fields[i];
      if (candidate.length() == name.length() && candidate.equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /// The names and values; values are left out, for they may be secrets.
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    forEach((name, _) -> names.add(name));
    return names.toString();
  }

  /// Collects fields. Not safe for many threads.
  public static final class Builder {
    private String[] fields;
    private int used;

    private Builder(int capacity) {
      fields = new String[Math.max(8, capacity)];
    }

    /// Appends a field.
    ///
    /// @throws IllegalArgumentException when the name is no token or the value holds a control
    ///   character or one beyond ISO-8859-1
    public Builder add(String name, String value) {
      HeaderText.requireName(name);
      HeaderText.requireValue(name, value);
      room(2);
      fields[used++] = name;
      fields[used++] = value;
      return this;
    }

    /// Appends every field of `headers`.
    public Builder addAll(Headers headers) {
      room(headers.used);
      System.arraycopy(headers.fields, 0, fields, used, headers.used);
      used += headers.used;
      return this;
    }

    /// Gives `name` one value: in its first place where it is there, else at the end.
    public Builder set(String name, String value) {
      int at = find(fields, used, name, 0);
      if (at < 0) {
        return add(name, value);
      }
      HeaderText.requireName(name);
      HeaderText.requireValue(name, value);
      fields[at] = name;
      fields[at + 1] = value;
      removeFrom(name, at + 2);
      return this;
    }

    /// Takes away every field of this name.
    public Builder remove(String name) {
      removeFrom(name, 0);
      return this;
    }

    /// Whether a field of this name was added.
    public boolean has(String name) {
      return find(fields, used, name, 0) >= 0;
    }

    /// The fields so far. The builder may be used further.
    public Headers build() {
      return used == 0 ? EMPTY : new Headers(Arrays.copyOf(fields, used), used);
    }

    private void removeFrom(String name, int start) {
      int first = find(fields, used, name, start);
      if (first < 0) {
        return;
      }
      int kept = first;
      for (int i = first; i < used; i += 2) {
        if (!fields[i].equalsIgnoreCase(name)) {
          fields[kept++] = fields[i];
          fields[kept++] = fields[i + 1];
        }
      }
      used = kept;
    }

    private void room(int more) {
      if (used + more > fields.length) {
        fields = Arrays.copyOf(fields, Math.max(fields.length * 2, used + more));
      }
    }
  }
}
