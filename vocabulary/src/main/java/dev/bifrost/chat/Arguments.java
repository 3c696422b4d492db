package dev.bifrost.chat;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// What a tool is called with: some formats give a JSON object, others its text inside a string.
/// Each form is made from the other only when asked for.
public sealed interface Arguments {
  /// No arguments yet: the start of a streamed call.
  static Arguments none() {
    return new Text(Str.EMPTY);
  }

  /// As a JSON object.
  record Whole(Obj object) implements Arguments {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Arguments that && object.equals(that.asObject());
    }

    @Override
    public int hashCode() {
      return object.hashCode();
    }
  }

  /// As text: the text of a JSON object, or the free text of a freeform tool.
  record Text(Str text) implements Arguments {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Arguments that
          && ((that instanceof Text(Str same) && text.equals(same))
              || asObject().equals(that.asObject()));
    }

    @Override
    public int hashCode() {
      return asObject().hashCode();
    }
  }

  /// The arguments as a JSON object: nothing at all and `null`, which some models say for it, are
  /// `{}`; text that is no JSON object stands under `arguments`, so nothing is lost and the
  /// target's rule that an object is required holds.
  default Obj asObject() {
    return switch (this) {
      case Whole(Obj object) -> object;
      case Text(Str text) -> {
        if (text.isBlank()) {
          yield Obj.empty();
        }
        try {
          yield switch (Json.parse(text.utf8())) {
            case Obj object -> object;
            case Null _ -> Obj.empty();
            case Arr _, Str _, Num _, Bool _ -> wrapped(text);
          };
        } catch (JsonFault notJson) {
          yield wrapped(text);
        }
      }
    };
  }

  /// The arguments as text inside a string: nothing at all is `{}`.
  default Str asText() {
    return switch (this) {
      case Whole(Obj object) -> Str.quoting(object);
      case Text(Str text) -> text.isEmpty() ? Str.of("{}") : text;
    };
  }

  private static Obj wrapped(Str text) {
    return Json.obj().put("arguments", text).build();
  }
}
