package dev.bifrost.laws;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Usage;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Laws 2 to 5: every answer is a sentence; what a format tells it understands again; an answer is
/// the same streamed and whole; and the account is the same on every road.
final class EchoLawTest {
  private static final List<Answers> ANSWERS = Answers.all();

  static Stream<WireFormat> formats() {
    return WireFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyAnswerIsASentence(WireFormat format) throws IOException {
    Findings findings = new Findings("grammar", format.name());
    for (Answers answer : ANSWERS) {
      if (answer.format().equals(format)) {
        findings.check(answer.recording(), () -> understood(answer.events()));
      }
    }
    findings.assertLawHolds();
  }

  private static @Nullable String understood(List<StreamEvent> events) {
    if (!Machines.isSentence(events)) {
      return "no sentence: " + events;
    }
    Usage usage =
        switch (events.getLast()) {
          case StreamEvent.Finished end -> end.usage();
          case StreamEvent.Broken end -> end.usage();
          default -> null;
        };
    return usage == null || isWhole(usage) ? null : "parts greater than the whole: " + usage;
  }

  /// Whether the parts of a usage are no more than what includes them.
  private static boolean isWhole(Usage usage) {
    return usage.cacheRead() + usage.cacheWrite() <= usage.input()
        && usage.cacheWriteHour() <= usage.cacheWrite()
        && usage.reasoning() <= usage.output();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatAFormatTellsItUnderstandsAgain(WireFormat format) throws IOException {
    Findings findings = new Findings("echo", format.name());
    for (Answers answer : ANSWERS) {
      findings.check(answer.recording(), () -> echoed(answer, format));
    }
    findings.assertLawHolds();
  }

  private static @Nullable String echoed(Answers answer, WireFormat format) {
    List<Frame> frames = Machines.encoded(format, answer.events());
    List<StreamEvent> heard = Machines.decoded(format, frames);
    if (!Machines.isFinished(answer.events())) {
      return Machines.isFinished(heard) ? "a failure is heard as success" : null;
    }
    if (!Machines.isFinished(heard)) {
      return "a success is heard as " + heard.getLast();
    }
    return difference(answer, format, Machines.whole(heard));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aWholeAnswerSaysWhatTheStreamedOneSays(WireFormat format) throws IOException {
    Findings findings = new Findings("fold", format.name());
    for (Answers answer : ANSWERS) {
      if (Machines.isFinished(answer.events())) {
        findings.check(answer.recording(), () -> folded(answer, format));
      }
    }
    findings.assertLawHolds();
  }

  private static @Nullable String folded(Answers answer, WireFormat format) {
    ChatResponse said = Machines.whole(answer.events());
    Obj written = format.chat().writeAnswer(Machines.HEAD, said);
    Obj read = (Obj) Json.parse(written.toBytes());
    return difference(answer, format, Machines.whole(format.chat().readAnswer(read)));
  }

  /// In the answer's own format everything must be the same, in another what that can tell.
  private static @Nullable String difference(
      Answers answer, WireFormat format, ChatResponse heard) {
    ChatResponse said = Machines.whole(answer.events());
    String difference = Projection.of(format.name()).difference(said, heard);
    if (difference != null || !answer.format().equals(format)) {
      return difference;
    }
    return said.finished().extras().equals(heard.finished().extras())
        ? null
        : "said " + said.finished().extras() + " heard " + heard.finished().extras();
  }
}
