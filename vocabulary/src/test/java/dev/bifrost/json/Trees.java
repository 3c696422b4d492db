package dev.bifrost.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// JSON values made and remade for tests.
final class Trees {
  private Trees() {}

  /// The same value, built anew from decoded texts.
  static Json rebuilt(Json value) {
    return switch (value) {
      case Obj object -> {
        ObjBuilder built = Json.obj();
        object.members().forEach(member -> built.put(member.name(), rebuilt(member.value())));
        yield built.build();
      }
      case Arr array -> Json.of(array.values().stream().map(Trees::rebuilt).toList());
      case Str text -> Str.of(text.value());
      case Num number -> number;
      case Bool truth -> truth;
      case Null nothing -> nothing;
    };
  }

  /// The same value without white space between its words; texts and numbers as they came.
  static Json compact(Json value) {
    return switch (value) {
      case Obj object -> {
        ObjBuilder built = Json.obj();
        object.members().forEach(member -> built.put(member.name(), compact(member.value())));
        yield built.build();
      }
      case Arr array -> Json.of(array.values().stream().map(Trees::compact).toList());
      case Str _, Num _, Bool _, Null _ -> value;
    };
  }

  /// Any value, nested at most `depth` deep.
  static Json any(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> Json.of(random.nextBoolean());
      case 1 -> Null.NULL;
      case 2 -> Json.of(random.nextLong() >> random.nextInt(64));
      case 3, 4 -> Str.of(anyText(random));
      case 5 -> {
        List<Json> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          values.add(any(random, depth - 1));
        }
        yield Json.of(values);
      }
      default -> anyObject(random, depth);
    };
  }

  /// Any object, with names of which some stand twice.
  static Obj anyObject(Random random, int depth) {
    ObjBuilder object = Json.obj();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(anyName(random), any(random, depth - 1));
    }
    return object.build();
  }

  /// One of a few names.
  static String anyName(Random random) {
    return List.of("a", "b", "ab", "é", "\"", "", "\n").get(random.nextInt(7));
  }

  static String anyText(Random random) {
    String alphabet = "ab\"\\/\n\t\u0000\u001f é漢\uD83D\uDE80\uD800";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /// The text of the value with white space at random places between its words.
  static String spaced(Json value, Random random) {
    String space = " \n\r\t".substring(0, random.nextInt(5));
    return switch (value) {
      case Obj object -> {
        StringBuilder text = new StringBuilder("{").append(space);
        for (Member member : object.members()) {
          text.append(text.length() > 1 + space.length() ? "," + space : "")
              .append(member.key().text())
              .append(space)
              .append(':')
              .append(spaced(member.value(), random))
              .append(space);
        }
        yield text.append('}').toString();
      }
      case Arr array -> {
        StringBuilder text = new StringBuilder("[").append(space);
        for (Json item : array) {
          text.append(text.length() > 1 + space.length() ? space + "," : "")
              .append(spaced(item, random))
              .append(space);
        }
        yield text.append(']').toString();
      }
      case Str _, Num _, Bool _, Null _ -> value.text();
    };
  }
}
