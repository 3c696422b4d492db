package dev.bifrost.engine.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.failure.Failure;
import dev.bifrost.formats.WireFormats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a stream's beginning tells: the recorded faults `fault-invalid-stream` and
/// `fault-empty-stream`.
final class TapTest {
  private final Tap tap = new Tap(WireFormats.named("anthropic.messages"), _ -> {});

  private @Nullable Failure afterHearing(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    tap.hear(bytes, 0, bytes.length);
    return tap.insteadOfAnswer();
  }

  @Test
  void aStreamWhoseFirstEventIsUnreadableIsNoAnswer() {
    Failure failure = afterHearing("data: {not json\n\n");
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT);
  }

  @Test
  void aStreamThatBeginsWithAnErrorIsNoAnswer() {
    Failure failure =
        afterHearing(
            """
            event: error
            data: {"type":"error","error":{"type":"overloaded_error","message":"full"}}

            """);
    assertThat(failure).isNotNull();
    assertThat(failure.message()).isEqualTo("full");
  }

  @Test
  void whatBreaksAfterTheBeginningDoesNotUndoTheAnswer() {
    String begin =
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"m","usage":{"input_tokens":1,"output_tokens":1}}}

        """;
    assertThat(afterHearing(begin)).isNull();
    assertThat(afterHearing("data: {not json\n\n")).isNull();
  }

  @Test
  void aStreamThatEndsBeforeItBeganIsAFailure() {
    assertThat(tap.insteadOfAnswer()).isNull();
    assertThat(tap.ended()).isNotNull();
  }
}
