package dev.bifrost.formats.gemini;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where in a request a value stands, such as `contents[2].parts[0].text`, and what type it must
/// have there. The words are only put together when something is wrong.
///
/// @param parent the place it stands in, or null at the top
/// @param name the member's name
/// @param index the place in an array, or -1
record Place(@Nullable Place parent, String name, int index) {
  static Place of(String name) {
    return new Place(null, name, -1);
  }

  Place in(String member) {
    return new Place(this, member, -1);
  }

  Place in(Field member) {
    return in(member.camel());
  }

  Place at(int item) {
    return new Place(parent, name, item);
  }

  /// Null stays null.
  @Nullable Obj object(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case Obj object -> object;
      default -> throw wrong("an object");
    };
  }

  @Nullable Str string(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case Str text -> text;
      default -> throw wrong("a string");
    };
  }

  @Nullable Num number(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case Num number -> number;
      default -> throw wrong("a number");
    };
  }

  @Nullable Bool bool(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case Bool truth -> truth;
      default -> throw wrong("true or false");
    };
  }

  /// The objects of an array. One object alone counts as an array of it: Google reads it so, and
  /// its own examples say `"parts": {"text": …}`.
  List<Obj> objects(@Nullable Json value) {
    return switch (value) {
      case null -> List.of();
      case Obj alone -> List.of(alone);
      case Arr array -> {
        List<Obj> objects = new ArrayList<>();
        for (Json item : array) {
          if (!(item instanceof Obj object)) {
            throw at(objects.size()).wrong("an object");
          }
          objects.add(object);
        }
        yield objects;
      }
      default -> throw wrong("an array of objects");
    };
  }

  /// The strings of an array; one string alone counts as an array of it.
  List<Str> strings(@Nullable Json value) {
    return switch (value) {
      case null -> List.of();
      case Str alone -> List.of(alone);
      case Arr array -> {
        List<Str> strings = new ArrayList<>();
        for (Json item : array) {
          if (!(item instanceof Str text)) {
            throw at(strings.size()).wrong("a string");
          }
          strings.add(text);
        }
        yield strings;
      }
      default -> throw wrong("an array of strings");
    };
  }

  /// The refusal that says what this value must be.
  Failed wrong(String expected) {
    String place = toString();
    return Failed.at(place, Failure.Kind.BAD_REQUEST, place + " must be " + expected);
  }

  @Override
  public String toString() {
    String own = index < 0 ? name : name + "[" + index + "]";
    return parent == null ? own : parent + "." + own;
  }
}
