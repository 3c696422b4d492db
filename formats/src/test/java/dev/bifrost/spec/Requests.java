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
              PathFacts facts = facts(recording.path());
              recorded.add(new Requests(format, recording.file(), facts, named(body, format)));
            }
          });
    }
    return recorded;
  }

  private static @Nullable WireFormat format(String path) {
    String last = path.replaceAll("\\?.*|.*/", "");
    return switch (last.replaceAll(".*:", ":")) {
      case "messages" -> WireFormats.named("anthropic.messages");
      case "completions" -> WireFormats.named("openai.chat");
      case "responses" -> WireFormats.named("openai.responses");
      case ":generateContent", ":streamGenerateContent" ->
          WireFormats.named("gemini.generateContent");
      default -> null;
    };
  }

  /// The request with a model: Azure's and Vertex's paths say it, and ours must not.
  private static Obj named(Obj body, WireFormat format) {
    return body.has("model") || format.name().startsWith("gemini.")
        ? body
        : (Obj) Json.parse(body.with("model", Json.of("the-model")).toBytes());
  }

  /// What a path of Gemini's says.
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
