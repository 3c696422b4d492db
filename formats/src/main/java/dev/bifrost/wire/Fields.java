package dev.bifrost.wire;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the members of one object of a request. A member that is absent or `null` is null; one of
/// another type is a [Failed] of kind `BAD_REQUEST` that names its place.
public record Fields(Obj object, Place place) {

  /// The string of that name, or null.
  public @Nullable Str str(String name) {
    Json value = present(name);
    return value == null || value instanceof Str ? (Str) value : refuse(name, "a string");
  }

  /// The decoded string of that name, or null.
  public @Nullable String text(String name) {
    Str value = str(name);
    return value == null ? null : value.value();
  }

  /// The string of that name, which must be there.
  public Str required(String name) {
    Str value = str(name);
    return value == null ? refuse(name, "a string") : value;
  }

  /// The number of that name, or null.
  public @Nullable Num num(String name) {
    Json value = present(name);
    return value == null || value instanceof Num ? (Num) value : refuse(name, "a number");
  }

  /// The truth value of that name, or null.
  public @Nullable Boolean bool(String name) {
    return switch (present(name)) {
      case null -> null;
      case Bool value -> value.value();
      default -> refuse(name, "true or false");
    };
  }

  /// The object of that name, or null.
  public @Nullable Obj obj(String name) {
    Json value = present(name);
    return value == null || value instanceof Obj ? (Obj) value : refuse(name, "an object");
  }

  /// The list of that name, or an empty one.
  public Arr list(String name) {
    Json value = present(name);
    return switch (value) {
      case null -> Arr.empty();
      case Arr list -> list;
      default -> refuse(name, "a list");
    };
  }

  /// The value of that name; null where it is absent or `null`.
  public @Nullable Json present(String name) {
    Json value = object.get(name);
    return value instanceof Null ? null : value;
  }

  /// The members that are not among `known` and not `null`, in order.
  public Obj others(Set<String> known) {
    ObjBuilder others = Json.obj();
    for (Member member : object.members()) {
      if (!(member.value() instanceof Null) && !known.contains(member.name())) {
        others.put(member.name(), member.value());
      }
    }
    return others.build();
  }

  /// Refuses the member: it should be `wanted`.
  // It never returns, so it stands for a value of any type.
  @SuppressWarnings({"TypeParameterUnusedInFormals", "DoNotCallSuggester"})
  public <T> T refuse(String name, String wanted) {
    throw refusal(place.member(name), wanted);
  }

  /// What is said where something else than `wanted` stands.
  public static Failed refusal(Place place, String wanted) {
    String path = place.path();
    return Failed.at(path, Failure.Kind.BAD_REQUEST, path + " must be " + wanted);
  }
}
