package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Recordings are played as they were recorded.
final class RecordingsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("recordings", "../../shared/recordings"));

  private static List<Obj> recorded(Dialect dialect, boolean stream) throws IOException {
    return Files.readAllLines(FOLDER.resolve("index.jsonl")).stream()
        .map(line -> (Obj) Json.parse(line))
        .filter(line -> line.is("api", dialect.format().name()))
        .filter(line -> line.isTrue("stream") == stream && line.number("status", 0) == 200)
        .limit(20)
        .toList();
  }

  private static String model(Obj line) {
    String file = line.text("file", "");
    return "recording:" + file.substring(0, file.length() - ".json".length());
  }

  private static Obj response(Obj line) throws IOException {
    Obj file = (Obj) Json.parse(Files.readAllBytes(FOLDER.resolve(line.text("file", ""))));
    return Objects.requireNonNull(file.obj("response"));
  }

  private static Stand stand() throws IOException {
    return new Stand(SimulatorSettings.QUICK.withRecordings(FOLDER));
  }

  private static Stand.Heard ask(Stand stand, Dialect dialect, String model) throws IOException {
    return stand.ask(dialect, Asking.streamed(Asking.text(model, "Hello"), true));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStreamIsPlayedByteForByte(Dialect dialect) throws IOException {
    List<Obj> lines = recorded(dialect, true);
    assertThat(lines).isNotEmpty();
    try (Stand stand = stand()) {
      for (Obj line : lines) {
        Stand.Heard heard = ask(stand, dialect, model(line));
        String stream = response(line).text("sse");
        if (stream != null) {
          assertThat(heard.contentType()).startsWith("text/event-stream");
          assertThat(heard.text()).as(model(line)).isEqualTo(stream);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aWholeAnswerIsPlayed(Dialect dialect) throws IOException {
    List<Obj> lines = recorded(dialect, false);
    assertThat(lines).isNotEmpty();
    try (Stand stand = stand()) {
      for (Obj line : lines) {
        Json body = response(line).get("body");
        if (body != null) {
          assertThat(ask(stand, dialect, model(line)).json()).isEqualTo(body);
        }
      }
    }
  }

  @Test
  void aRecordingIsSpoiltLikeAnyAnswer() throws IOException {
    try (Stand stand = stand()) {
      String model = model(recorded(Dialect.MESSAGES, true).getFirst());
      Stand.Heard heard = ask(stand, Dialect.MESSAGES, model + "+cut-1");
      assertThat(heard.end()).isEqualTo(Stand.End.CUT);
      assertThat(heard.text().split("\n\n", -1)).hasSize(2);
    }
  }

  @Test
  void nothingOutsideTheFolderIsPlayed() throws IOException {
    Path folder = Files.createTempDirectory("recordings");
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path secret = folder.resolve("secret.json");
    Files.write(secret, "{\"response\":{\"body\":{}}}".getBytes(StandardCharsets.UTF_8));
    try (Stand stand = new Stand(SimulatorSettings.QUICK.withRecordings(inside))) {
      assertThat(ask(stand, Dialect.CHAT, "recording:../secret").status()).isEqualTo(404);
      assertThat(ask(stand, Dialect.CHAT, "recording:none").status()).isEqualTo(404);
    } finally {
      Files.delete(secret);
      Files.delete(inside);
      Files.delete(folder);
    }
  }
}
