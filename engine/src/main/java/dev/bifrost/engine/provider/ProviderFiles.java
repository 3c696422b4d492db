package dev.bifrost.engine.provider;

import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the data files that describe providers: those shipped beside this class, and those in a
/// folder of the operator's.
public final class ProviderFiles {
  private static final String FOLDER = "dev/bifrost/engine/provider/";

  private ProviderFiles() {}

  /// The shipped providers by name.
  public static SequencedMap<String, Provider> shipped() {
    SequencedMap<String, Provider> all = new LinkedHashMap<>();
    for (String file : shippedNames()) {
      if (!file.equals("models.json")) {
        Provider provider = read(file, resource(file));
        all.put(provider.name(), provider);
      }
    }
    return all;
  }

  /// The shipped providers and those of the folder, which win by name. A folder that is not there
  /// has none.
  ///
  /// @throws IllegalArgumentException naming the file that is no provider
  public static SequencedMap<String, Provider> withFolder(Path folder) {
    SequencedMap<String, Provider> all = shipped();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        Provider provider = read(file.toString(), Files.readAllBytes(file));
        all.put(provider.name(), provider);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  static byte[] resource(String file) {
    try (InputStream in = ProviderFiles.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not shipped: " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The names of the shipped files, so that a new provider is one more file and no list to keep.
  private static List<String> shippedNames() {
    TreeMap<String, String> names = new TreeMap<>();
    try {
      Path place =
          Path.of(ProviderFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place.resolve(FOLDER))) {
          files.map(file -> file.getFileName().toString()).forEach(name -> names.put(name, name));
        }
      } else {
        try (JarFile jar = new JarFile(place.toFile())) {
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith(FOLDER))
              .map(name -> name.substring(FOLDER.length()))
              .forEach(name -> names.put(name, name));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return names.keySet().stream().filter(name -> name.endsWith(".json")).toList();
  }

  /// Reads one provider.
  ///
  /// @throws IllegalArgumentException naming the file and what is wrong with it
  static Provider read(String file, byte[] text) {
    try {
      if (Json.parse(text) instanceof Obj object) {
        return provider(object);
      }
      throw new IllegalArgumentException("must be an object");
    } catch (IllegalArgumentException | JsonFault fault) {
      throw new IllegalArgumentException(file + ": " + fault.getMessage(), fault);
    }
  }

  private static Provider provider(Obj file) {
    return new Provider(
        required(file, "name"),
        file.text("base", ""),
        auth(file.obj("auth")),
        texts(file.obj("formats")),
        new Provider.Paths(file.text("models"), texts(file.obj("count"))),
        new Provider.Headers(
            texts(file.obj("headers")),
            list(file, "pass_headers").stream().map(n -> n.toLowerCase(Locale.ROOT)).toList()),
        file.list("quirks").objects().stream().map(ProviderFiles::quirk).toList(),
        list(file, "env"));
  }

  private static String required(Obj object, String name) {
    String value = object.text(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value;
  }

  private static Auth auth(@Nullable Obj auth) {
    if (auth == null) {
      return new Auth.None();
    }
    if (auth.isTrue("bearer")) {
      return new Auth.Bearer();
    }
    if (auth.has("header")) {
      return new Auth.Header(required(auth, "header"));
    }
    if (auth.has("query")) {
      return new Auth.Query(required(auth, "query"));
    }
    throw new IllegalArgumentException(
        "auth must be {\"bearer\":true}, {\"header\":…}, {\"query\":…} or absent");
  }

  private static Quirk quirk(Obj quirk) {
    List<String> names = list(quirk, "rename");
    if (names.size() == 2) {
      return new Quirk.Rename(names.get(0), names.get(1));
    }
    if (quirk.has("drop")) {
      return new Quirk.Drop(required(quirk, "drop"));
    }
    Obj member = quirk.obj("default");
    if (member != null && member.members().size() == 1) {
      Member only = member.members().get(0);
      return new Quirk.Default(only.name(), only.value());
    }
    throw new IllegalArgumentException(
        "a quirk must be {\"rename\":[from,to]}, {\"drop\":name} or {\"default\":{name:value}}, not "
            + quirk.text());
  }

  private static SequencedMap<String, String> texts(@Nullable Obj object) {
    SequencedMap<String, String> all = new LinkedHashMap<>();
    if (object != null) {
      for (Member member : object.members()) {
        if (member.value() instanceof Str text) {
          all.put(member.name(), text.value());
        }
      }
    }
    return all;
  }

  private static List<String> list(Obj object, String name) {
    List<String> all = new ArrayList<>();
    for (Json item : object.list(name)) {
      if (item instanceof Str text) {
        all.add(text.value());
      }
    }
    return all;
  }
}
