package dev.bifrost.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds an object member by member, in order. The forms with `IfPresent` put nothing for null:
/// absent stays absent.
public final class ObjBuilder {
  private final List<Member> members = new ArrayList<>();

  ObjBuilder() {}

  /// Puts a member at the end.
  public ObjBuilder put(String name, Json value) {
    members.add(new Member(Str.of(name), value));
    return this;
  }

  /// Puts a string member at the end.
  public ObjBuilder put(String name, String value) {
    return put(name, Str.of(value));
  }

  /// Puts a whole number at the end.
  public ObjBuilder put(String name, long value) {
    return put(name, Num.of(value));
  }

  /// Puts a truth value at the end.
  public ObjBuilder put(String name, boolean value) {
    return put(name, Json.of(value));
  }

  /// Puts the member unless the value is null.
  public ObjBuilder putIfPresent(String name, @Nullable Json value) {
    return value == null ? this : put(name, value);
  }

  /// Puts the string member unless the value is null.
  public ObjBuilder putIfPresent(String name, @Nullable String value) {
    return value == null ? this : put(name, value);
  }

  /// Puts all members of that object, in its order.
  public ObjBuilder putAll(Obj other) {
    members.addAll(other.members());
    return this;
  }

  /// The object.
  public Obj build() {
    return new ListObj(members);
  }
}
