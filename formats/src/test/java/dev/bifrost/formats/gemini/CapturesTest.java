package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that real agents sent (Gemini CLI, opencode): read and written again they say the same,
/// but for the spellings that this format makes one of.
class CapturesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("shared", "../../shared")).resolve("captures");

  /// A captured request.
  record Capture(String file, String path, Obj body) {
    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Capture> captures() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(CapturesTest::capture)
          .filter(one -> one.path().contains("enerateContent"))
          .toList()
          .stream();
    }
  }

  private static Capture capture(Path file) {
    try {
      Json read = Json.parse(Files.readAllBytes(file));
      Obj content = read instanceof Obj object ? object : Obj.empty();
      Obj body = content.obj("body");
      return new Capture(
          FOLDER.relativize(file).toString(),
          body == null ? "" : content.text("path", ""),
          body == null ? Obj.empty() : body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("captures")
  void nothingIsLost(Capture capture) {
    var written = CHAT.write(CHAT.read(capture.body(), Recorded.path(capture.path())));

    assertThat(written.losses()).isEmpty();
    assertThat(normal(written.body())).isEqualTo(normal(capture.body()));
  }

  /// The request with one spelling for what can be said in two: users' contents in a row are one,
  /// an instruction has no role, a schema stands in `parametersJsonSchema` with types in lower
  /// case, a level is in capitals, and a result is `{"output":…}`.
  private static Json normal(Json value) {
    return switch (value) {
      case Obj object -> normalObject(object);
      case Arr array -> normalArray(array);
      default -> value;
    };
  }

  private static Obj normalObject(Obj object) {
    ObjBuilder normal = Json.obj();
    for (Member member : object.members()) {
      Json value = normal(member.value());
      switch (member.name()) {
        case "systemInstruction" ->
            normal.put("systemInstruction", value instanceof Obj o ? o.without("role") : value);
        case "parameters" -> normal.put("parametersJsonSchema", value);
        case "contents" -> normal.put("contents", value instanceof Arr a ? merged(a) : value);
        case "type" -> normal.put("type", lower(value));
        case "thinkingLevel" -> normal.put("thinkingLevel", upper(value));
        case "response" -> normal.put("response", output(value));
        default -> normal.put(member.name(), value);
      }
    }
    return normal.build();
  }

  private static Json normalArray(Arr array) {
    List<Json> values = new ArrayList<>();
    array.forEach(one -> values.add(normal(one)));
    return Json.of(values);
  }

  private static Json merged(Arr contents) {
    List<Json> merged = new ArrayList<>();
    for (Obj content : contents.objects()) {
      boolean same =
          !merged.isEmpty()
              && merged.getLast() instanceof Obj last
              && last.text("role", "").equals(content.text("role", ""));
      if (same && merged.getLast() instanceof Obj last) {
        List<Json> parts = new ArrayList<>(last.list("parts").values());
        parts.addAll(content.list("parts").values());
        merged.set(merged.size() - 1, last.with("parts", Json.of(parts)));
      } else {
        merged.add(content);
      }
    }
    return Json.of(merged);
  }

  private static Json lower(Json value) {
    return value instanceof Str text
        ? Json.of(text.value().toLowerCase(java.util.Locale.ROOT))
        : value;
  }

  private static Json upper(Json value) {
    return value instanceof Str text
        ? Json.of(text.value().toUpperCase(java.util.Locale.ROOT))
        : value;
  }

  private static Json output(Json response) {
    return response instanceof Obj said && said.has("content")
        ? Json.obj().put("output", said.text("content", "")).build()
        : response;
  }
}
