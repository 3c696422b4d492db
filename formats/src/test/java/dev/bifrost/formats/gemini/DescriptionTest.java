package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.decoded;
import static dev.bifrost.formats.gemini.Recorded.encoded;
import static dev.bifrost.formats.gemini.Recorded.frames;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Bool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written has the members and types of Google's own description of the Gemini API.
class DescriptionTest {
  private static final Obj SCHEMAS = schemas();

  private static Obj schemas() {
    Path file =
        Path.of(System.getProperty("shared", "../../shared")).resolve("specs/gemini/openapi.json");
    try {
      Obj components = ((Obj) Json.parse(Files.readAllBytes(file))).obj("components");
      Obj schemas = components == null ? null : components.obj("schemas");
      return schemas == null ? Obj.empty() : schemas;
    } catch (IOException e) {
      throw new UncheckedIOException("no description at " + file, e);
    }
  }

  /// Vertex AI has more members than the Gemini API; some SDKs record numbers for words.
  private static boolean isPlain(Recording recording) {
    return recording.provider().equals("gemini")
        && !recording.file().contains("langchaingo")
        && !recording.file().contains("vercel-ai");
  }

  static Stream<Recording> requests() {
    return Recorded.requests().filter(DescriptionTest::isPlain);
  }

  static Stream<Recording> streamed() {
    return Recorded.streamed().filter(DescriptionTest::isPlain);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsAsDescribed(Recording recording) {
    Obj body = recording.requestBody();
    Obj written =
        CHAT.write(CHAT.read(body == null ? Obj.empty() : body, Recorded.path(recording.path())))
            .body();

    assertThat(faults(written, "GenerateContentRequest")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void everyChunkIsAsDescribed(Recording recording) {
    encoded(decoded(frames(recording)))
        .forEach(frame -> assertThat(faults(frame.json(), "GenerateContentResponse")).isEmpty());
  }

  private static List<String> faults(Json value, String schema) {
    List<String> faults = new ArrayList<>();
    check(value, SCHEMAS.obj(schema), schema, faults);
    return faults;
  }

  private static void check(Json value, @Nullable Obj schema, String place, List<String> faults) {
    Obj described = schema;
    while (described != null && described.has("$ref")) {
      String reference = described.text("$ref", "");
      described = SCHEMAS.obj(reference.substring(reference.lastIndexOf('/') + 1));
    }
    if (described == null || !described.has("type")) {
      return;
    }
    if (!isOf(described.text("type", ""), value)) {
      faults.add(place + " is no " + described.text("type"));
    }
    switch (value) {
      case Obj object -> members(object, described, place, faults);
      case Arr array -> {
        for (Json item : array) {
          check(item, described.obj("items"), place + "[]", faults);
        }
      }
      default -> {}
    }
  }

  private static void members(Obj object, Obj described, String place, List<String> faults) {
    Obj properties = described.obj("properties");
    if (properties == null) {
      return;
    }
    for (Member member : object.members()) {
      Obj property = properties.obj(member.name());
      // Raw parts and tools keep the client's other spelling; one recorded member is too new.
      boolean raw = member.name().contains("_") || member.name().equals("turnToken");
      if (property == null && !raw) {
        faults.add(place + "." + member.name() + " is not described");
      }
      check(member.value(), property, place + "." + member.name(), faults);
    }
  }

  private static boolean isOf(String type, Json value) {
    return switch (type) {
      case "object" -> value instanceof Obj;
      case "array" -> value instanceof Arr;
      case "string" -> value instanceof Str;
      case "integer", "number" -> value instanceof Num;
      case "boolean" -> value instanceof Bool;
      default -> true;
    };
  }
}
