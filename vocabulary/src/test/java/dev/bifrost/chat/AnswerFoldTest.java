package dev.bifrost.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.CitationDelta;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerFoldTest {
  private static final Started STARTED = new Started("id", "m", null, Extras.NONE);
  private static final Finished FINISHED =
      new Finished(FinishReason.STOP, null, Usage.of(1, 2), Extras.NONE);
  private static final Signature SEAL = Signature.of("gemini", Str.of("s"));
  private static final Citation CITATION =
      new Citation(Str.of("u"), null, null, 0, 2, new Part.Raw("gemini", Json.of(1)));

  @Test
  void piecesBecomeWholePartsAlsoWhereTheyOverlap() {
    ChatResponse response =
        ChatResponse.of(
            List.of(
                STARTED,
                new PartStarted(0, new Part.Reasoning(Str.of("h"), null)),
                new PartStarted(1, new Part.Text(Str.EMPTY)),
                new TextDelta(1, Str.of("a\n")),
                new ReasoningDelta(0, Str.of("m")),
                new SignatureDelta(0, SEAL),
                new PartEnded(0),
                new PartStarted(2, call(Arguments.none())),
                new CitationDelta(1, CITATION),
                new ArgumentsDelta(2, Str.of("{\"a\"")),
                new TextDelta(1, Str.of("é")),
                new ArgumentsDelta(2, Str.of(":1}")),
                new PartEnded(2),
                new PartEnded(1),
                FINISHED));
    assertThat(response.parts())
        .containsExactly(
            new Part.Reasoning(Str.of("hm"), SEAL),
            new Part.Text(Str.of("a\né"), List.of(CITATION)),
            call(new Arguments.Text(Str.of("{\"a\":1}"))));
    assertThat(response.started()).isEqualTo(STARTED);
    assertThat(response.finished()).isEqualTo(FINISHED);
  }

  @Test
  void anAnswerAndItsEventsAreInverse() {
    ChatResponse response =
        new ChatResponse(
            STARTED,
            List.of(
                new Part.Text(Str.of("x"), List.of(CITATION)),
                call(new Arguments.Whole(Json.obj().build())),
                new Part.Refusal(Str.of("no"))),
            FINISHED);
    assertThat(ChatResponse.of(response.events())).isEqualTo(response);
  }

  @Test
  void aBrokenAnswerIsNeverAWholeOne() {
    Failure failure = Failure.of(Failure.Kind.CONNECTION_BROKEN, "cut");
    assertThatThrownBy(() -> ChatResponse.of(List.of(STARTED, new Broken(failure, null))))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.failure()).isEqualTo(failure));
    assertThatThrownBy(() -> ChatResponse.of(List.of(STARTED)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatIsNoSentenceIsRefused() {
    StreamEvent text = new PartStarted(0, new Part.Text(Str.EMPTY));
    StreamEvent ended = new PartEnded(0);
    assertRefused(text);
    assertRefused(FINISHED);
    assertRefused(STARTED, STARTED);
    assertRefused(STARTED, new PartStarted(1, new Part.Text(Str.EMPTY)));
    assertRefused(STARTED, new TextDelta(0, Str.EMPTY));
    assertRefused(STARTED, text, FINISHED);
    assertRefused(STARTED, text, ended, ended);
    assertRefused(STARTED, text, ended, new TextDelta(0, Str.EMPTY));
    assertRefused(STARTED, text, new ReasoningDelta(0, Str.EMPTY));
    assertRefused(STARTED, text, new ArgumentsDelta(0, Str.EMPTY));
    assertRefused(STARTED, text, new SignatureDelta(0, SEAL));
    assertRefused(STARTED, text, new TextDelta(-1, Str.EMPTY));
    assertRefused(STARTED, FINISHED, ended);
    assertRefused(new Broken(Failure.of(Failure.Kind.TIMEOUT, "late"), null), FINISHED);
  }

  private static void assertRefused(StreamEvent... events) {
    AnswerFold fold = new AnswerFold();
    List<StreamEvent> before = new ArrayList<>(List.of(events));
    StreamEvent last = before.removeLast();
    before.forEach(fold::accept);
    assertThatThrownBy(() -> fold.accept(last)).isInstanceOf(IllegalStateException.class);
  }

  private static Part.ToolCall call(Arguments arguments) {
    return new Part.ToolCall("c", ToolName.function("f"), arguments);
  }
}
