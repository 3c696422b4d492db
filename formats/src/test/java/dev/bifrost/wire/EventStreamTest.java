package dev.bifrost.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One test for each sentence of the event stream standard, and what lies beyond it.
@DisplayName("C-47 the event stream")
final class EventStreamTest {
  @Test
  void aLeadingByteOrderMarkIsPassedOver() {
    assertThat(read("\uFEFFdata: a\n\ndata: b\n\n")).containsExactly("a", "b");
    assertThat(read("\n\uFEFFdata: a\n\ndata: b\n\n")).containsExactly("b");
  }

  @Test
  void linesEndInLineFeedCarriageReturnOrBoth() {
    for (String end : List.of("\n", "\r", "\r\n")) {
      assertThat(read("event: e" + end + "data: a" + end + end + "data: b" + end + end))
          .containsExactly("e|a", "b");
    }
    assertThat(read("data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r\ndata: e\n\n"))
        .containsExactly("a\nb\nc", "d", "e");
  }

  @Test
  void anEmptyLineDispatchesTheEvent() {
    assertThat(read("\n\n\ndata: a\n\n\n\ndata: b\n\n")).containsExactly("a", "b");
  }

  @Test
  void aLineThatStartsWithAColonIsIgnored() {
    assertThat(read(": OPENROUTER PROCESSING\n\n:\n\ndata: a\n:data: b\n\n")).containsExactly("a");
  }

  @Test
  void theValueStandsBehindTheFirstColonWithoutOneSpace() {
    assertThat(read("data:a\n\ndata: b\n\ndata:  c\n\ndata: d: e\n\ndata:\tf\n\n"))
        .containsExactly("a", "b", " c", "d: e", "\tf");
  }

  @Test
  void aLineWithoutAColonIsAFieldWithAnEmptyValue() {
    assertThat(read("data\n\ndata\ndata\n\n")).containsExactly("", "\n");
  }

  @Test
  void theEventFieldNamesTheEventAndTheLastOneCounts() {
    assertThat(read("event: a\nevent: b\ndata: 1\n\ndata: 2\n\nevent: c\nevent:\ndata: 3\n\n"))
        .containsExactly("b|1", "2", "3");
  }

  @Test
  void severalDataLinesAreJoinedByLineFeeds() {
    assertThat(read("data: YHOO\ndata: +2\ndata:\ndata: 10\n\n")).containsExactly("YHOO\n+2\n\n10");
  }

  @Test
  void otherFieldsAreIgnored() {
    assertThat(read("id: 1\nretry: 3000\nfoo: bar\nDATA: x\ndatas: y\n data: z\ndata: a\n\n"))
        .containsExactly("a");
  }

  @Test
  void anEventWithoutDataIsNoneAndItsNameIsForgotten() {
    assertThat(read("event: ping\n\ndata: a\n\n")).containsExactly("a");
  }

  @Test
  void aLastEventWithoutItsEmptyLineStillCounts() {
    assertThat(read("data: a\n\ndata: [DONE]")).containsExactly("a", "[DONE]");
    assertThat(read("data: a\n\ndata: b\n")).containsExactly("a", "b");
  }

  @Test
  void aCharacterMayBeCutAnywhere() {
    assertThat(read("data: {\"text\":\"grün 漢字 🚀\"}\n\n"))
        .containsExactly("{\"text\":\"grün 漢字 🚀\"}");
  }

  @Test
  void aLineOf8MegabytesIsRead() {
    byte[] large = ("data: \"" + "x".repeat(8 << 20) + "\"\n\n").getBytes(UTF_8);
    for (int size : new int[] {1021, 16_384, large.length}) {
      List<Frame> frames = Cuts.frames(Framing.EVENT_STREAM, large, size);
      assertThat(frames).hasSize(1);
      assertThat(frames.getFirst().json().text()).hasSize((8 << 20) + 2);
    }
  }

  @Test
  void anEventBeyondTheLimitEndsTheReading() {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) 'x');
    assertTooLarge(new byte[0], piece);
    piece[0] = '\n';
    System.arraycopy("data: ".getBytes(UTF_8), 0, piece, 1, 6);
    assertTooLarge("data: a".getBytes(UTF_8), piece);
  }

  private static void assertTooLarge(byte[] start, byte[] repeated) {
    FrameReader reader = Framing.EVENT_STREAM.reader();
    reader.accept(start, 0, start.length, _ -> {});
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= FrameReader.MAX_FRAME_BYTES / repeated.length + 1; i++) {
                reader.accept(repeated, 0, repeated.length, _ -> {});
              }
            })
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT));
  }

  @Test
  void anyMixOfPiecesGivesTheSameFramesHoweverItIsCut() {
    String[] pieces = {
      "data",
      "data:",
      "data: ",
      "event: e",
      ":",
      "\n",
      "\n",
      "\r",
      "\r\n",
      "é🚀",
      "\uFEFF",
      "{}",
      " "
    };
    Random random = new Random(47);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      read(text.toString());
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Bytes out = new Bytes(64);
    FrameWriter writer = Framing.EVENT_STREAM.writer();
    List<Frame> frames =
        List.of(
            Frame.of("message_start", Json.parse("{\"a\":\"grün\"}")),
            Frame.of(null, Json.parse("{\"b\" :\r\n [1,\n2]}")),
            Frame.of(null, "[DONE]"));
    frames.forEach(frame -> writer.write(frame, out));
    writer.end(out);
    assertThat(out.toString())
        .isEqualTo(
            """
            event: message_start
            data: {"a":"grün"}

            data: {"b" :   [1, 2]}

            data: [DONE]

            """);
    List<Frame> read = Cuts.frames(Framing.EVENT_STREAM, out.toArray(), 7);
    assertThat(read).hasSize(3);
    assertThat(read.get(1).json()).isEqualTo(frames.get(1).json());
    assertThat(read.get(2).says("[DONE]")).isTrue();
    assertThat(read.get(2).says("[DONE")).isFalse();
    assertThat(read.get(0).says("[DONE]")).isFalse();
  }

  /// What the frames say; the text is cut at every place and into pieces of every size.
  private static List<String> read(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> whole = Cuts.said(Cuts.frames(Framing.EVENT_STREAM, bytes, bytes.length + 1));
    for (int at = 0; at <= bytes.length; at++) {
      assertThat(Cuts.said(Cuts.framesCutAt(Framing.EVENT_STREAM, bytes, at))).isEqualTo(whole);
    }
    for (int size : Cuts.SIZES) {
      assertThat(Cuts.said(Cuts.frames(Framing.EVENT_STREAM, bytes, size))).isEqualTo(whole);
    }
    return new ArrayList<>(whole);
  }
}
