package dev.bifrost.spec;

import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real request: captured from an agent, or recorded with its answer.
///
/// @param file where it stands, for reports
record Requests(WireFormat format, String file, PathFacts path, Obj body) {
  private static final Path CAPTURES = Path.of(System.getProperty("shared")).resolve("captures");

  @Override
  public String toString() {
    return file;
  }

  /// Every chat request that an agent sent.
  static List<Requests> captured() throws IOException {
    List<Requests> captured = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CAPTURES, 2)) {
      for (Path file : files.filter(Requests::isCapture).sorted().toList()) {
        Obj capture = (Obj) Json.parse(Files.readAllBytes(file));
        Obj body = capture.obj("body");
        String path = capture.text("path", "");
        WireFormat format = format(path);
        if (body != null && format != null) {
          String name = CAPTURES.relativize(file).toString();
          captured.add(new Requests(format, name, facts(path), body));
        }
      }
    }
    return captured;
  }

  private static boolean isCapture(Path file) {
    return file.toString().endsWith(".json") && !file.endsWith("index.json");
  }

  /// Every recorded chat request that was answered with status 200.
  static List<Requests> recorded() {
    List<Requests> recorded = new ArrayList<>();
    for (WireFormat format : WireFormats.all()) {
      Recordings.of(format.name())
          .filter(recording -> recording.status() == 200)
          .forEach(recording -> {
            Obj body = recording.requestBody();
            if (body != null) {
              recorded.add(new Requests(format, recording.file(), facts(recording.path()), body));
            }
          });
    }
    return recorded;
  }

  private static @Nullable WireFormat format(String path) {
    String plain = path.replaceAll("\\?.*", "");
    String name =
        plain.endsWith("/messages")
            ? "anthropic.messages"
            : plain.endsWith("/chat/completions")
                ? "openai.chat"
                : plain.endsWith("/responses")
                    ? "openai.responses"
                    : plain.matches(".*:(streamG|g)enerateContent") ? "gemini.generateContent" : "";
    return WireFormats.find(name);
  }

  /// What a path of Gemini's says; some recordings of other APIs have no model in the body, so a
  /// model stands in for it.
  private static PathFacts facts(String path) {
    int colon = path.lastIndexOf(':');
    int models = path.indexOf("/models/");
    return models >= 0 && colon > models
        ? new PathFacts(
            path.substring(models + "/models/".length(), colon),
            path.startsWith("streamGenerateContent", colon + 1))
        : PathFacts.NONE;
  }
}
