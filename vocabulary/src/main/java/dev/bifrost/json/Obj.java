package dev.bifrost.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object: named values in order. Where a name stands twice the last one counts. The typed
/// readers (`str`, `obj`, …) answer null both where the member is absent and where it has another
/// type; ask [#get] where the difference matters.
public abstract sealed class Obj implements Json permits SliceObj, ListObj {
  /// The empty object.
  public static Obj empty() {
    return ListObj.EMPTY;
  }

  Obj() {}

  /// The value of that name, or null when absent. A JSON `null` is [Null#NULL].
  public abstract @Nullable Json get(String name);

  /// All members, in order.
  public abstract List<Member> members();

  /// Whether there are no members.
  public abstract boolean isEmpty();

  /// Whether a member of that name is there, `null` included.
  public final boolean has(String name) {
    return get(name) != null;
  }

  /// The string of that name, or null.
  public final @Nullable Str str(String name) {
    return get(name) instanceof Str value ? value : null;
  }

  /// The decoded string of that name, or null.
  public final @Nullable String text(String name) {
    return get(name) instanceof Str value ? value.value() : null;
  }

  /// The decoded string of that name, or `otherwise`.
  public final String text(String name, String otherwise) {
    return get(name) instanceof Str value ? value.value() : otherwise;
  }

  /// The object of that name, or null.
  public final @Nullable Obj obj(String name) {
    return get(name) instanceof Obj value ? value : null;
  }

  /// The array of that name, or null.
  public final @Nullable Arr arr(String name) {
    return get(name) instanceof Arr value ? value : null;
  }

  /// The array of that name, or an empty one.
  public final Arr list(String name) {
    return get(name) instanceof Arr value ? value : Arr.empty();
  }

  /// The number of that name, or null.
  public final @Nullable Num num(String name) {
    return get(name) instanceof Num value ? value : null;
  }

  /// The whole number of that name, or `otherwise`.
  public final long number(String name, long otherwise) {
    return get(name) instanceof Num value ? value.longValue() : otherwise;
  }

  /// Whether the member is the JSON `true`.
  public final boolean isTrue(String name) {
    return get(name) == Bool.TRUE;
  }

  /// Whether the member is the JSON `false`.
  public final boolean isFalse(String name) {
    return get(name) == Bool.FALSE;
  }

  /// Whether the member is a string that says `value`.
  public final boolean is(String name, String value) {
    return get(name) instanceof Str text && text.is(value);
  }

  /// This object with the member set: in its place where the name stands already, else at the end.
  public final Obj with(String name, Json value) {
    List<Member> changed = new ArrayList<>(members());
    Member member = new Member(Str.of(name), value);
    for (int i = changed.size() - 1; i >= 0; i--) {
      if (changed.get(i).key().is(name)) {
        changed.set(i, member);
        return new ListObj(changed);
      }
    }
    changed.add(member);
    return new ListObj(changed);
  }

  /// This object without the members of these names.
  public final Obj without(String... names) {
    List<Member> kept = new ArrayList<>();
    for (Member member : members()) {
      if (!isOneOf(member.key(), names)) {
        kept.add(member);
      }
    }
    return new ListObj(kept);
  }

  private static boolean isOneOf(Str key, String[] names) {
    for (String name : names) {
      if (key.is(name)) {
        return true;
      }
    }
    return false;
  }

  /// Equal when the same names have equal values, in whatever order.
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Obj that && byName().equals(that.byName());
  }

  @Override
  public final int hashCode() {
    return byName().hashCode();
  }

  @Override
  public final String toString() {
    return text();
  }

  private Map<String, Json> byName() {
    Map<String, Json> named = new HashMap<>();
    for (Member member : members()) {
      named.put(member.name(), member.value());
    }
    return named;
  }
}
