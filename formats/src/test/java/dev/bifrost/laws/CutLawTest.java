package dev.bifrost.laws;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.wire.Cuts;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Law 1, and its other half: wherever the bytes are cut they give the same frames, and where they
/// end too early no client of any format is told of success.
@DisplayName("C-03 C-04 where a stream is cut")
final class CutLawTest {
  private static final List<Answers> STREAMS =
      Answers.all().stream().filter(answer -> answer.bytes() != null).toList();

  static Stream<WireFormat> formats() {
    return WireFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void bytesCutAnywhereGiveTheSameFramesAndEvents(WireFormat format) throws IOException {
    Findings findings = new Findings("cut", format.name());
    for (Answers answer : STREAMS) {
      if (answer.format().equals(format)) {
        findings.check(answer.recording(), () -> sameHoweverCut(answer));
      }
    }
    findings.assertLawHolds();
  }

  private static @Nullable String sameHoweverCut(Answers answer) {
    byte[] bytes = answer.stream();
    List<String> whole = Cuts.said(Cuts.frames(Framing.EVENT_STREAM, bytes, bytes.length));
    for (int size : Cuts.SIZES) {
      List<Frame> frames = Cuts.frames(Framing.EVENT_STREAM, bytes, size);
      if (!Cuts.said(frames).equals(whole)) {
        return "other frames in pieces of " + size;
      }
      if (size == 7 && !Machines.decoded(answer.format(), frames).equals(answer.events())) {
        return "other events in pieces of " + size;
      }
    }
    for (int at = 0; at < bytes.length && bytes.length <= 3_000; at++) {
      if (!Cuts.said(Cuts.framesCutAt(Framing.EVENT_STREAM, bytes, at)).equals(whole)) {
        return "other frames when cut at " + at;
      }
    }
    return null;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void anAnswerThatEndsTooEarlyIsNeverASuccess(WireFormat client) throws IOException {
    Findings findings = new Findings("early end", client.name());
    for (Answers answer : STREAMS) {
      findings.check(answer.recording(), () -> brokenWhereCut(answer, client));
    }
    findings.assertLawHolds();
  }

  private static @Nullable String brokenWhereCut(Answers answer, WireFormat client) {
    byte[] bytes = answer.stream();
    List<Frame> frames = Cuts.frames(Framing.EVENT_STREAM, bytes, bytes.length);
    int step = Math.max(1, frames.size() / 40);
    for (int count = 0; count < frames.size(); count += step) {
      String fault = brokenForTheClient(answer, frames.subList(0, count), client);
      if (fault != null) {
        return "after " + count + " frames: " + fault;
      }
    }
    Random random = new Random(bytes.length);
    for (int i = 0; i < 10; i++) {
      int length = random.nextInt(bytes.length);
      byte[] start = Arrays.copyOf(bytes, length);
      String fault =
          brokenForTheClient(
              answer, Cuts.frames(Framing.EVENT_STREAM, start, bytes.length), client);
      if (fault != null) {
        return "after " + length + " bytes: " + fault;
      }
    }
    return null;
  }

  private static @Nullable String brokenForTheClient(
      Answers answer, List<Frame> frames, WireFormat client) {
    List<StreamEvent> events = Machines.decoded(answer.format(), frames);
    if (!Machines.isSentence(events)) {
      return "no sentence: " + events;
    }
    if (Machines.isFinished(events)) {
      // What is missing came after the answer's own end.
      return Machines.isFinished(answer.events()) ? null : "the cut answer is finished";
    }
    List<StreamEvent> heard = Machines.decoded(client, Machines.encoded(client, events));
    if (!Machines.isSentence(heard)) {
      return "the client hears no sentence: " + heard;
    }
    return Machines.isFinished(heard) ? "the client hears a success" : null;
  }
}
