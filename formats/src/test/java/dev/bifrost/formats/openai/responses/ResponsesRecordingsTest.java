package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.validate.ResponsesStreamValidator;
import dev.bifrost.wire.Frame;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws, over every recorded answer of the Responses API.
class ResponsesRecordingsTest {
  /// Recordings whose final response says something else than their stream did: one item of two, an
  /// image or an output cut by their source, tool lists that were done in another order.
  private static final Set<String> DIFFERING =
      Set.of(
          "vercel-ai--azure-azure-reasoning-encrypted-content",
          "responses-stream-image",
          "responses-openai-shell-container",
          "mcp_list_tools_stream_backfills_missing_results");

  static Stream<Recording> all() {
    return Recordings.of(ResponsesFormat.NAME).filter(recording -> recording.status() == 200);
  }

  static Stream<Recording> streams() {
    return all().filter(recording -> recording.eventStream() != null);
  }

  static Stream<Recording> wholes() {
    return all().filter(recording -> recording.body() instanceof Obj);
  }

  private static List<StreamEvent> events(Recording recording) {
    return recording.eventStream() == null
        ? AnswerReader.read((Obj) Objects.requireNonNull(recording.body()))
        : Streams.decode(Streams.frames(recording));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyAnswerIsASentenceWithOneEnd(Recording recording) {
    List<StreamEvent> events = events(recording);
    AnswerFold fold = new AnswerFold();
    events.forEach(fold::accept);
    assertThat(events.stream().filter(ResponsesRecordingsTest::isEnd)).hasSize(1);
    boolean failed = recording.has("resp:stream_error") || recording.has("stop:failed");
    assertThat(events.getLast()).isInstanceOf(failed ? Broken.class : Finished.class);
  }

  private static boolean isEnd(StreamEvent event) {
    return event instanceof Finished || event instanceof Broken;
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("C-07 every answer goes to a client with its full life cycle")
  void everyAnswerIsTheSameAgainAfterItsStream(Recording recording) {
    List<StreamEvent> events = events(recording);
    if (recording.has("req:background")) {
      return; // queued: there is no answer yet that could be streamed
    }
    List<Frame> frames = Streams.encode(events);
    ResponsesStreamValidator.check(frames);
    List<StreamEvent> again = Streams.decode(frames);
    if (events.getLast() instanceof Broken broken) {
      Broken same = (Broken) again.getLast();
      assertThat(same.failure().kind()).isEqualTo(broken.failure().kind());
      assertThat(same.failure().message()).isEqualTo(broken.failure().message());
    } else {
      assertThat(plain(again)).isEqualTo(plain(events));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyAnswerIsTheSameAgainAsAWhole(Recording recording) {
    List<StreamEvent> events = events(recording);
    if (events.getLast() instanceof Finished) {
      ChatResponse response = ChatResponse.of(events);
      Obj written = new ResponsesCodec().writeAnswer(Streams.HEAD, response);
      assertThat(plain(AnswerReader.read(written))).isEqualTo(plain(events));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void theStreamSaysWhatItsFinalResponseSays(Recording recording) {
    List<Frame> frames = Streams.frames(recording);
    for (Frame frame : frames) {
      if (frame.says("[DONE]") || !(frame.json() instanceof Obj event)) {
        continue;
      }
      Obj response = event.obj("response");
      boolean isLast =
          event.is("type", "response.completed") || event.is("type", "response.incomplete");
      if (isLast
          && response != null
          && !response.list("output").isEmpty()
          && !isDiffering(recording)) {
        assertThat(unsealed(plain(Streams.decode(frames))))
            .isEqualTo(unsealed(plain(AnswerReader.read(response))));
        return;
      }
    }
  }

  private static boolean isDiffering(Recording recording) {
    return DIFFERING.stream().anyMatch(recording.file()::contains);
  }

  @ParameterizedTest
  @MethodSource("streams")
  @DisplayName("C-03 a stream that is cut anywhere is never a success")
  void aCutStreamNeverFinishes(Recording recording) {
    List<Frame> frames = Streams.frames(recording);
    int end = 0;
    while (end < frames.size() && !isLast(frames.get(end))) {
      end++;
    }
    int step = Math.max(1, end / 40);
    for (int length = 0; length < end; length += step) {
      List<StreamEvent> events = Streams.decode(frames.subList(0, length));
      AnswerFold fold = new AnswerFold();
      events.forEach(fold::accept);
      assertThat(events.getLast()).isInstanceOf(Broken.class);
      ResponsesStreamValidator.check(Streams.encode(events));
    }
  }

  private static boolean isLast(Frame frame) {
    return !frame.says("[DONE]")
        && frame.json() instanceof Obj event
        && Set.of("response.completed", "response.incomplete").contains(event.text("type", ""));
  }

  /// The answer without its id, which has OpenAI's form only where OpenAI made it.
  private static ChatResponse plain(List<StreamEvent> events) {
    ChatResponse response = ChatResponse.of(events);
    Started started = response.started();
    String given = "resp_" + Streams.HEAD.id();
    String id = started.id().startsWith("resp_") && !started.id().equals(given) ? started.id() : "";
    String model = started.model().isEmpty() ? Streams.HEAD.model() : started.model();
    Finished end = response.finished();
    return new ChatResponse(
        new Started(id, model, started.usage(), started.extras()),
        response.parts(),
        end.usage() == null
            ? new Finished(
                end.reason(), end.stopSequence(), dev.bifrost.chat.Usage.of(0, 0), end.extras())
            : end);
  }

  /// Reasoning is sealed anew in the final response, and Copilot gives every event new ids.
  private static ChatResponse unsealed(ChatResponse response) {
    List<Part> parts =
        response.parts().stream()
            .map(part ->
                part instanceof Part.Reasoning(Str text, Signature seal)
                    ? new Part.Reasoning(text, seal == null ? null : anySeal())
                    : part instanceof Part.Unknown unknown ? bare(unknown) : part)
            .toList();
    Started named = new Started("", response.started().model(), null, response.started().extras());
    return new ChatResponse(named, parts, response.finished());
  }

  private static Signature anySeal() {
    return Signature.of(ResponsesFormat.NAME, Str.EMPTY);
  }

  private static Part bare(Part.Unknown unknown) {
    Obj item = (Obj) unknown.raw().value();
    Json kept = item.without("encrypted_content", "fingerprint");
    return new Part.Unknown(unknown.what(), new Part.Raw(unknown.raw().format(), kept));
  }
}
