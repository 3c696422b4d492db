package dev.bifrost.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.failure.Failed;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Json;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsonArrayTest {
  @Test
  void eachItemOfTheArrayIsAFrame() {
    assertThat(read("[{\"a\":1},\r\n{\"b\":{\"c\":[{}]}}\n,{}]\n"))
        .containsExactly("{\"a\":1}", "{\"b\":{\"c\":[{}]}}", "{}");
    assertThat(read("[]")).isEmpty();
    assertThat(read("")).isEmpty();
  }

  @Test
  void bracesAndQuotesInsideStringsAreText() {
    String item = "{\"a\":\"}{\\\"}\\\\\",\"b}\":\"\\\\\\\"\",\"é🚀\":\"[\"}";
    assertThat(read("[" + item + "," + item + "]")).containsExactly(item, item);
  }

  @Test
  void anObjectThatStandsAloneIsAFrame() {
    assertThat(read("{\"error\":{\"code\":400}}")).containsExactly("{\"error\":{\"code\":400}}");
  }

  @Test
  void anItemWithoutItsEndIsNoFrame() {
    assertThat(read("[{\"a\":1},{\"b\":")).containsExactly("{\"a\":1}");
    assertThat(read("[{\"a\":1},{\"b\":\"")).containsExactly("{\"a\":1}");
  }

  @Test
  void whatStandsBetweenTheItemsIsPassedOver() {
    assertThat(read("<p>} ] \"}\" [{} , 5]")).containsExactly("{}");
  }

  @Test
  void anItemBeyondTheLimitEndsTheReading() {
    byte[] piece = new byte[1 << 20];
    Arrays.fill(piece, (byte) '{');
    FrameReader reader = Framing.JSON_ARRAY.reader();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 17; i++) {
                reader.accept(piece, 0, piece.length, _ -> {});
              }
            })
        .isInstanceOf(Failed.class);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    assertThat(written()).isEqualTo("[]");
    String[] items = {"{\"a\":1}", "{\"b\":\"é\"}"};
    assertThat(written(items)).isEqualTo("[{\"a\":1},\r\n{\"b\":\"é\"}]");
    assertThat(read(written(items))).containsExactly(items);
  }

  private static String written(String... items) {
    Bytes out = new Bytes(64);
    FrameWriter writer = Framing.JSON_ARRAY.writer();
    for (String item : items) {
      writer.write(Frame.of(null, Json.parse(item)), out);
    }
    writer.end(out);
    return out.toString();
  }

  /// What the frames say; the text is cut at every place and into pieces of every size.
  private static List<String> read(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    List<String> whole = Cuts.said(Cuts.frames(Framing.JSON_ARRAY, bytes, bytes.length + 1));
    for (int at = 0; at <= bytes.length; at++) {
      assertThat(Cuts.said(Cuts.framesCutAt(Framing.JSON_ARRAY, bytes, at))).isEqualTo(whole);
    }
    for (int size : Cuts.SIZES) {
      assertThat(Cuts.said(Cuts.frames(Framing.JSON_ARRAY, bytes, size))).isEqualTo(whole);
    }
    return whole;
  }
}
