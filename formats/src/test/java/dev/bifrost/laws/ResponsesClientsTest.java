package dev.bifrost.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.ToolName;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.formats.openai.responses.ResponsesFormat;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.validate.ResponsesStreamValidator;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.WireFormat;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Clients of the Responses API with models of every other format.
class ResponsesClientsTest {
  private static final ChatCodec CODEC = new ResponsesFormat().chat();
  private static final AnswerHead HEAD = new AnswerHead("0a1b", "m", 1, Obj.empty());

  static Stream<Recording> answers() {
    return foreign()
        .filter(recording -> recording.status() == 200)
        .filter(recording -> recording.eventStream() != null || recording.body() instanceof Obj);
  }

  static Stream<Recording> requests() {
    return foreign()
        .filter(recording -> recording.status() == 200 && recording.requestBody() != null);
  }

  private static Stream<Recording> foreign() {
    return Recordings.where(line ->
        !line.is("api", ResponsesFormat.NAME) && WireFormats.find(line.text("api", "")) != null);
  }

  @ParameterizedTest
  @MethodSource("answers")
  @DisplayName("C-07 an answer of any provider goes to Codex with its full life cycle")
  void anAnswerOfAnyProviderHasItsFullLifeCycle(Recording recording) {
    List<StreamEvent> events = events(recording);
    List<Frame> frames = new ArrayList<>();
    StreamEncoder encoder = CODEC.encoder(HEAD);
    events.forEach(event -> encoder.accept(event, frames::add));
    if (events.getLast() instanceof Finished
        && ChatResponse.of(events).parts().stream().anyMatch(ResponsesClientsTest::isNonsense)) {
      return; // a model that called a tool with half an object, or null
    }
    ResponsesStreamValidator.check(frames);
    if (events.getLast() instanceof Finished) {
      Obj last = (Obj) frames.getLast().json();
      assertThat(CODEC.writeAnswer(HEAD, ChatResponse.of(events))).isEqualTo(last.obj("response"));
      assertThat(texts(CODEC.readAnswer(object(last, "response")))).isEqualTo(texts(events));
    }
  }

  private static boolean isNonsense(Part part) {
    return part instanceof Part.ToolCall(_, ToolName tool, Arguments.Text(Str text))
        && tool.kind() == ToolName.Kind.FUNCTION
        && !text.isBlank()
        && new Arguments.Text(text).asObject().str("arguments") != null;
  }

  /// What is said to a person.
  private static List<String> texts(List<StreamEvent> events) {
    return ChatResponse.of(events).parts().stream()
        .map(part ->
            switch (part) {
              case Part.Text text -> text.text().value();
              case Part.Refusal refusal -> refusal.text().value();
              case Part.ToolCall call when call.tool().name().isEmpty() -> "";
              case Part.ToolCall call -> call.tool().name() + call.arguments().asObject();
              default -> "";
            })
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static List<StreamEvent> events(Recording recording) {
    WireFormat format = WireFormats.named(recording.api());
    byte[] stream = recording.eventStream();
    if (stream == null) {
      return recording.body() instanceof Obj body ? format.chat().readAnswer(body) : List.of();
    }
    List<StreamEvent> events = new ArrayList<>();
    StreamDecoder decoder = format.chat().decoder();
    FrameReader reader = format.framing().reader();
    reader.accept(stream, 0, stream.length, frame -> decoder.accept(frame, events::add));
    reader.end(frame -> decoder.accept(frame, events::add));
    decoder.end(events::add);
    return events;
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestOfAnyFormatIsReadableHere(Recording recording) {
    Obj body = recording.requestBody();
    assertThat(body).isNotNull();
    ChatRequest request =
        WireFormats.named(recording.api())
            .chat()
            .read(
                body.has("model") ? body : body.with("model", Json.of("m")),
                new PathFacts("m", false));
    Written written = CODEC.write(request);
    assertThat(written.body().text().contains(":null")).isFalse();
    ChatRequest again = CODEC.read((Obj) Json.parse(written.body().toBytes()), PathFacts.NONE);
    assertThat(calls(again)).hasSizeGreaterThanOrEqualTo(calls(request).size());
  }

  private static List<Part> calls(ChatRequest request) {
    return request.messages().stream()
        .map(Message::parts)
        .flatMap(List::stream)
        .filter(Part.ToolCall.class::isInstance)
        .toList();
  }

  private static Obj object(Obj owner, String name) {
    Obj value = owner.obj(name);
    if (value == null) {
      throw new AssertionError("no " + name + " in " + owner);
    }
    return value;
  }
}
