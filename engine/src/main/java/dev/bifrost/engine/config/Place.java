package dev.bifrost.engine.config;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A place in a configuration file: an object, and the path to it. Reads members, notes wrong types
/// as faults, and remembers which members nobody asked for.
final class Place {
  private final String path;
  private final Obj value;
  private final Faults faults;
  private final List<String> asked = new ArrayList<>();

  Place(String path, Obj value, Faults faults) {
    this.path = path;
    this.value = value;
    this.faults = faults;
  }

  String path() {
    return path;
  }

  Faults faults() {
    return faults;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    return read(name) != null;
  }

  /// The member's value, or null where it is absent or null.
  private @Nullable Json read(String name) {
    asked.add(name);
    Json found = value.get(name);
    return found == Null.NULL ? null : found;
  }

  private void wrong(String name, String expected) {
    faults.add(path(name), "must be " + expected);
  }

  /// A text; `env.NAME` stands for that variable, and the object form `{value, env_var}` of later
  /// versions is taken too.
  @Nullable String text(String name, Environment environment) {
    Json found = read(name);
    return switch (found) {
      case null -> null;
      case Str text -> resolved(name, text.value(), environment);
      case Obj object when object.has("value") || object.has("env_var") || object.has("ref") -> {
        String variable = object.text("env_var", "");
        String literal = object.text("value", object.text("ref", ""));
        yield resolved(
            name,
            variable.isEmpty() ? literal : "env." + variable.replaceFirst("^env\\.", ""),
            environment);
      }
      default -> {
        wrong(name, "a text");
        yield null;
      }
    };
  }

  private @Nullable String resolved(String name, String text, Environment environment) {
    if (!text.startsWith("env.")) {
      return text;
    }
    String variable = environment.get(text.substring(4));
    if (variable == null) {
      faults.add(
          path(name), "names the environment variable " + text.substring(4) + ", which is not set");
    }
    return variable;
  }

  @Nullable String text(String name) {
    return text(name, Environment.NONE);
  }

  boolean flag(String name, boolean otherwise) {
    return switch (read(name)) {
      case null -> otherwise;
      case Bool flag -> flag.value();
      default -> {
        wrong(name, "true or false");
        yield otherwise;
      }
    };
  }

  double number(String name, double otherwise, double least, double most) {
    Json found = read(name);
    if (found == null) {
      return otherwise;
    }
    if (!(found instanceof Num number)
        || number.doubleValue() < least
        || number.doubleValue() > most) {
      wrong(name, "a number from " + plain(least) + " to " + plain(most));
      return otherwise;
    }
    return number.doubleValue();
  }

  private static String plain(double number) {
    return Num.of(java.math.BigDecimal.valueOf(number).stripTrailingZeros()).lexeme();
  }

  List<String> texts(String name, List<String> otherwise) {
    Json found = read(name);
    if (found == null) {
      return otherwise;
    }
    if (!(found instanceof Arr list) || !list.values().stream().allMatch(Str.class::isInstance)) {
      wrong(name, "a list of texts");
      return otherwise;
    }
    return list.values().stream().map(item -> ((Str) item).value()).toList();
  }

  /// The object at that name, read by `reader`, or null where it is absent.
  <T> @Nullable T object(String name, Function<Place, @Nullable T> reader) {
    Json found = read(name);
    if (found == null) {
      return null;
    }
    if (!(found instanceof Obj object)) {
      wrong(name, "an object");
      return null;
    }
    return reader.apply(new Place(path(name), object, faults));
  }

  /// The objects of the list at that name, each read by `reader`.
  <T> List<T> objects(String name, Function<Place, T> reader) {
    Json found = read(name);
    List<T> items = new ArrayList<>();
    if (found == null) {
      return items;
    }
    if (!(found instanceof Arr list)) {
      wrong(name, "a list of objects");
      return items;
    }
    int index = 0;
    for (Json item : list) {
      String place = path(name) + "[" + index++ + "]";
      if (item instanceof Obj object) {
        items.add(reader.apply(new Place(place, object, faults)));
      } else {
        faults.add(place, "must be an object");
      }
    }
    return items;
  }

  /// All members of this place that are objects, each read by `reader`.
  <T> SequencedMap<String, T> each(Function<Place, @Nullable T> reader) {
    SequencedMap<String, T> all = new LinkedHashMap<>();
    for (Member member : value.members()) {
      T item = object(member.name(), reader);
      if (item != null) {
        all.put(member.name(), item);
      }
    }
    return all;
  }

  /// The members of the object at that name as names and texts.
  SequencedMap<String, String> textMap(String name) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    Json found = read(name);
    if (found instanceof Obj object) {
      for (Member member : object.members()) {
        switch (member.value()) {
          case Str text -> all.put(member.name(), text.value());
          // Later versions say more of an alias than its name at the provider.
          case Obj alias when alias.str("model_id") != null ->
              all.put(member.name(), alias.text("model_id", ""));
          default -> faults.add(path(name) + "." + member.name(), "must be a text");
        }
      }
    } else if (found != null) {
      wrong(name, "an object of texts");
    }
    return all;
  }

  /// The paths of the members that nobody asked for.
  List<String> unasked() {
    return value.members().stream()
        .map(Member::name)
        .filter(name -> !asked.contains(name) && !name.startsWith("$") && !name.startsWith("_"))
        .map(this::path)
        .toList();
  }
}
