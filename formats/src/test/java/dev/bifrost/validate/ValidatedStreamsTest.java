package dev.bifrost.validate;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.laws.Answers;
import dev.bifrost.laws.Findings;
import dev.bifrost.laws.Machines;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every recorded answer, told in every dialect, is a stream that the strictest client accepts.
@DisplayName("C-04 C-05 C-07 streams as clients want them")
final class ValidatedStreamsTest {
  static Stream<WireFormat> formats() {
    return WireFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyAnswerIsTellableToTheStrictestClient(WireFormat format) throws IOException {
    Findings findings = new Findings("client", format.name());
    for (Answers answer : Answers.all()) {
      findings.check(answer.recording(), () -> faults(format, answer.events()));
    }
    findings.assertLawHolds();
  }

  private static @Nullable String faults(WireFormat format, List<StreamEvent> events) {
    List<Frame> frames = Machines.encoded(format, events);
    StreamValidator validator =
        switch (format.name()) {
          case "anthropic.messages" -> new AnthropicStreamValidator();
          case "openai.chat" -> new ChatStreamValidator();
          case "gemini.generateContent" -> new GeminiStreamValidator();
          case "openai.responses" -> null;
          default -> throw new IllegalArgumentException("no validator for " + format.name());
        };
    if (validator == null) {
      ResponsesStreamValidator.check(frames);
      return null;
    }
    List<String> faults = validator.faults(frames);
    if (!faults.isEmpty()) {
      return faults.getFirst();
    }
    return validator.isFailed() == Machines.isFinished(events) ? "the wrong end" : null;
  }
}
