package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.HEAD;
import static dev.bifrost.formats.gemini.Recorded.decoded;
import static dev.bifrost.formats.gemini.Recorded.encoded;
import static dev.bifrost.formats.gemini.Recorded.frames;
import static dev.bifrost.formats.gemini.Recorded.isBroken;
import static dev.bifrost.formats.gemini.Recorded.isFinished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of answers, over every recorded answer of the Gemini API and Vertex AI.
class AnswerLawsTest {
  static Stream<Recording> streamed() {
    return Recorded.streamed();
  }

  static Stream<Recording> whole() {
    return Recorded.whole();
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void everyStreamIsASentenceOfTheGrammar(Recording recording) {
    List<StreamEvent> events = decoded(frames(recording));

    AnswerFold fold = new AnswerFold();
    events.forEach(fold::accept);
    assertThat(isFinished(events) || isBroken(events)).isTrue();
    assertThat(isFinished(events))
        .as("only what the provider finished is finished")
        .isEqualTo(!recording.file().contains("failure-empty-content"));
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void aStreamThatIsWrittenAgainSaysTheSame(Recording recording) {
    List<StreamEvent> events = decoded(frames(recording));

    List<StreamEvent> again = decoded(encoded(events));

    if (isBroken(events)) {
      assertThat(isBroken(again)).isTrue();
    } else {
      assertThat(ChatResponse.of(again)).isEqualTo(named(ChatResponse.of(events)));
      assertThat(again.stream().filter(e -> !isArgument(e)).toList().size())
          .as("as many steps")
          .isEqualTo(events.stream().filter(e -> !isArgument(e)).toList().size());
    }
  }

  private static boolean isArgument(StreamEvent event) {
    return event instanceof StreamEvent.ArgumentsDelta;
  }

  @ParameterizedTest
  @MethodSource("streamed")
  void aStreamThatIsWrittenAsAWholeAnswerSaysTheSame(Recording recording) {
    List<StreamEvent> events = decoded(frames(recording));
    if (isBroken(events)) {
      return;
    }

    Obj whole = CHAT.writeAnswer(HEAD, ChatResponse.of(events));

    assertThat(ChatResponse.of(CHAT.readAnswer(reread(whole))))
        .isEqualTo(named(ChatResponse.of(events)));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void aWholeAnswerThatIsWrittenAgainSaysTheSame(Recording recording) {
    List<StreamEvent> events = CHAT.readAnswer(Recorded.body(recording));
    if (isBroken(events)) {
      assertThat(recording.file()).contains("failure-empty-content");
      return;
    }

    ChatResponse answer = ChatResponse.of(events);

    assertThat(answer.events()).as("whole parts").isEqualTo(events);
    Obj again = CHAT.writeAnswer(HEAD, answer);
    assertThat(ChatResponse.of(CHAT.readAnswer(reread(again)))).isEqualTo(named(answer));
  }

  @ParameterizedTest
  @MethodSource("whole")
  void aWholeAnswerStreamsAsTheSame(Recording recording) {
    List<StreamEvent> events = CHAT.readAnswer(Recorded.body(recording));
    if (isBroken(events) || !Recorded.body(recording).text().contains("\"finishReason\"")) {
      return;
    }

    List<StreamEvent> streamed = decoded(encoded(events));

    assertThat(ChatResponse.of(streamed)).isEqualTo(named(ChatResponse.of(events)));
  }

  /// Id and model that the provider did not say are told by the gateway.
  private static ChatResponse named(ChatResponse answer) {
    Started said = answer.started();
    Started told =
        new Started(
            said.id().isEmpty() ? HEAD.id() : said.id(),
            said.model().isEmpty() ? HEAD.model() : said.model(),
            said.usage(),
            said.extras());
    return new ChatResponse(told, answer.parts(), answer.finished());
  }

  private static Obj reread(Obj written) {
    return (Obj) Json.parse(written.toBytes());
  }

  @ParameterizedTest
  @MethodSource("streamed")
  @DisplayName("C-03 a stream that is cut before its end is never a success")
  void aCutStreamIsNeverASuccess(Recording recording) {
    List<Frame> frames = frames(recording);
    boolean ended = false;
    for (int kept = 0; kept < frames.size(); kept++) {
      List<StreamEvent> events = decoded(frames.subList(0, kept));
      assertThat(isFinished(events)).as("after %s frames", kept).isEqualTo(ended);
      new ArrayList<>(events).forEach(new AnswerFold()::accept);
      String text = frames.get(kept).text();
      ended |= text.contains("\"finishReason\"") || text.contains("\"blockReason");
    }
  }

  @Test
  void arbitraryBytesBreakTheAnswerAndNothingElse() {
    List<Frame> samples =
        Recorded.streamed().flatMap(one -> frames(one).stream()).limit(400).toList();
    Random random = new Random(7);
    for (int round = 0; round < 4_000; round++) {
      Frame sample = samples.get(random.nextInt(samples.size()));
      byte[] bytes = sample.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      for (int change = random.nextInt(6); change >= 0 && bytes.length > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      List<StreamEvent> events = decoded(List.of(new Frame(null, bytes, 0, bytes.length)));
      AnswerFold fold = new AnswerFold();
      events.forEach(fold::accept);
      assertThat(isFinished(events) || isBroken(events)).isTrue();
    }
    for (int length = 0; length < 300; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThat(isBroken(decoded(List.of(new Frame(null, noise, 0, length))))).isTrue();
    }
  }
}
