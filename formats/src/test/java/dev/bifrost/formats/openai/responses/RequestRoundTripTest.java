package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests of this format are read and written again without a loss: every recorded one, and every
/// one that was captured from an agent.
class RequestRoundTripTest {
  private static final Path CAPTURES =
      Path.of(System.getProperty("shared", "../../shared")).resolve("captures");

  private final ResponsesCodec codec = new ResponsesCodec();

  record Body(String name, Obj json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Body> recorded() {
    return Recordings.of(ResponsesFormat.NAME)
        .filter(recording -> recording.requestBody() != null)
        .filter(recording -> recording.status() == 200)
        .map(RequestRoundTripTest::body)
        .filter(body -> body.json().str("model") != null);
  }

  private static Body body(Recording recording) {
    Obj body = recording.requestBody();
    return new Body(recording.file(), body == null ? Obj.empty() : body);
  }

  static Stream<Body> captured() throws IOException {
    try (Stream<Path> files = Files.walk(CAPTURES)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(RequestRoundTripTest::capture)
          .toList()
          .stream();
    }
  }

  private static Stream<Body> capture(Path file) {
    try {
      Json content = Json.parse(Files.readAllBytes(file));
      return content instanceof Obj capture
              && capture.text("path", "").contains("/responses")
              && capture.get("body") instanceof Obj body
          ? Stream.of(new Body(CAPTURES.relativize(file).toString(), body))
          : Stream.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource({"recorded", "captured"})
  @DisplayName("C-60 everything an own request says is said again")
  void everythingAnOwnRequestSaysIsSaidAgain(Body body) {
    ChatRequest request = codec.read(body.json(), PathFacts.NONE);
    Written written = codec.write(request);
    assertThat(written.losses()).isEmpty();
    assertThat(canonical(written.body())).isEqualTo(canonical(body.json()));
  }

  @ParameterizedTest
  @MethodSource({"recorded", "captured"})
  void whatWasWrittenIsReadAsTheSame(Body body) {
    ChatRequest request = codec.read(body.json(), PathFacts.NONE);
    ChatRequest again =
        codec.read((Obj) Json.parse(codec.write(request).body().toBytes()), PathFacts.NONE);
    assertThat(again).isEqualTo(request);
  }

  /// The body with what means the same said the same: no `null`, no `stream: false`, content as
  /// parts, outputs of one text as that text, `type: message` said, no empty annotations, all tools
  /// in `tools`.
  private static Obj canonical(Obj body) {
    List<Json> tools = new ArrayList<>(body.list("tools").values());
    List<Json> items = new ArrayList<>();
    if (body.get("input") instanceof Str text) {
      items.add(message(Json.obj().put("role", "user").put("content", text).build()));
    }
    for (Json item : body.list("input")) {
      Obj object = (Obj) item;
      if (object.is("type", "additional_tools")) {
        tools.addAll(object.list("tools").values());
      } else {
        items.add(object.has("role") ? message(object) : output(object));
      }
    }
    ObjBuilder said = Json.obj();
    for (Member member : body.members()) {
      boolean isFalseStream = member.key().is("stream") && body.isFalse("stream");
      boolean isPlainText = member.value().equals(PLAIN_TEXT);
      if (!List.of("tools", "input").contains(member.name()) && !isFalseStream && !isPlainText) {
        said.put(member.name(), member.value());
      }
    }
    if (!tools.isEmpty()) {
      said.put("tools", Arr.of(tools));
    }
    return (Obj) bare(said.put("input", Arr.of(items)).build());
  }

  private static final Json PLAIN_TEXT = Json.parse("{\"format\":{\"type\":\"text\"}}");

  private static Obj message(Obj message) {
    Obj typed = message.with("type", Json.of("message"));
    if (!(message.get("content") instanceof Str text)) {
      return typed;
    }
    String type = message.is("role", "assistant") ? "output_text" : "input_text";
    return typed.with("content", Arr.of(Json.obj().put("type", type).put("text", text).build()));
  }

  private static Obj output(Obj item) {
    List<Obj> parts = item.list("output").objects();
    Str text =
        parts.size() == 1 && parts.get(0).is("type", "input_text")
            ? parts.get(0).str("text")
            : null;
    return text == null ? item : item.with("output", text);
  }

  private static Json bare(Json json) {
    return switch (json) {
      case Arr list -> Arr.of(list.values().stream().map(RequestRoundTripTest::bare).toList());
      case Obj object -> bare(object);
      default -> json;
    };
  }

  private static Json bare(Obj object) {
    ObjBuilder kept = Json.obj();
    for (Member member : object.members()) {
      boolean isEmptyList = member.value().equals(Arr.empty());
      boolean isNothing =
          member.value() instanceof Null
              || (isEmptyList && List.of("annotations", "logprobs").contains(member.name()))
              || (isEmptyList && object.is("type", "reasoning"))
              || (member.key().is("defer_loading") && object.isFalse("defer_loading"));
      if (!isNothing) {
        kept.put(member.name(), bare(member.value()));
      }
    }
    return kept.build();
  }
}
