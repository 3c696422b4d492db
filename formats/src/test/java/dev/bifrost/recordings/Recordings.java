package dev.bifrost.recordings;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The folder of recordings that `-Drecordings=DIR` names: any folder with an `index.jsonl` of that
/// form.
public final class Recordings {
  private static final Path FOLDER =
      Path.of(System.getProperty("recordings", "../../shared/recordings"));

  private Recordings() {}

  /// All recordings of a wire format.
  public static Stream<Recording> of(String api) {
    return where(line -> line.is("api", api));
  }

  /// All recordings whose line of the index fits, in the order of the index.
  public static Stream<Recording> where(Predicate<Obj> fits) {
    try {
      return Files.readAllLines(FOLDER.resolve("index.jsonl")).stream()
          .filter(line -> !line.isBlank())
          .map(line -> (Obj) Json.parse(line))
          .filter(fits)
          .map(Recordings::load);
    } catch (IOException e) {
      throw new UncheckedIOException("no recordings at " + FOLDER.toAbsolutePath(), e);
    }
  }

  private static Recording load(Obj line) {
    String file = line.text("file", "");
    try {
      return new Recording(file, line, (Obj) Json.parse(Files.readAllBytes(FOLDER.resolve(file))));
    } catch (IOException e) {
      throw new UncheckedIOException("no recording " + file, e);
    }
  }
}
