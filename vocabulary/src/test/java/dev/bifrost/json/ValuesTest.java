package dev.bifrost.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the values of a document promise.
final class ValuesTest {
  @Test
  void numbersKeepTheirSpelling() {
    for (String lexeme :
        List.of("1.0", "1e0", "-0", "0.10", "1E+2", "12345678901234567890123", "-0.0e-0")) {
      assertThat(number(lexeme).lexeme()).isEqualTo(lexeme).isEqualTo(number(lexeme).text());
    }
    assertThat(number("1.0")).isNotEqualTo(number("1"));
    assertThat(Num.of(new BigDecimal("1E+3")).text()).isEqualTo("1000");
  }

  @Test
  void numbersAreReadAsLongs() {
    for (long value :
        new long[] {0, 7, -7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53, 999999999999999999L}) {
      assertThat(number(Long.toString(value)).longValue()).isEqualTo(value);
    }
    assertThat(number("1.9").longValue()).isEqualTo(1);
    assertThat(number("-1.9e1").longValue()).isEqualTo(-19);
    assertThat(number("9223372036854775808").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(number("-9223372036854775809").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(number("9".repeat(100_000)).longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(number("99999999999999999999e-10").longValue()).isEqualTo(10_000_000_000L);
    assertThat(number("-1e999999999").longValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(number("5000000000").intValue()).isEqualTo(Integer.MAX_VALUE);
    assertThat(number("0.25").doubleValue()).isEqualTo(0.25);
  }

  @Test
  void stringsSayTheSameHoweverTheyAreEscaped() {
    Str plain = string("\"a/é\uD83D\uDE80\"");
    Str escaped = string("\"\\u0061\\/\\u00E9\\ud83d\\uDE80\"");
    assertThat(plain).isEqualTo(escaped).hasSameHashCodeAs(escaped);
    assertThat(escaped.value()).isEqualTo("a/é\uD83D\uDE80");
    assertThat(escaped.text()).isEqualTo("\"\\u0061\\/\\u00E9\\ud83d\\uDE80\"");
    assertThat(plain.utf8()).isEqualTo("a/é\uD83D\uDE80".getBytes(UTF_8));
    assertThat(plain).isNotEqualTo(string("\"a\""));
    assertThat(string("\"\\\"\\\\\\b\\f\\n\\r\\t\"").value()).isEqualTo("\"\\\b\f\n\r\t");
  }

  @Test
  void aLoneSurrogateSurvivesInAndOut() {
    Str lone = Str.of("a\uD83Db\uDE80");
    assertThat(lone.text()).isEqualTo("\"a\\ud83db\\ude80\"");
    assertThat(Json.parse(lone.text())).isEqualTo(lone);
    assertThat(Str.join(List.of(Str.of("\uD83D"), Str.of("\uDE80"))))
        .isEqualTo(Str.of("\uD83D\uDE80"));
  }

  @Test
  void theWayOverUtf8SaysTheSameAsTheWayOverCharacters() {
    Random random = new Random(9);
    for (int run = 0; run < 50_000; run++) {
      String text = Trees.anyText(random);
      byte[] utf8 = text.getBytes(UTF_8);
      assertThat(Str.of(text).utf8()).isEqualTo(utf8);
      assertThat(string(allEscaped(text)).utf8()).isEqualTo(utf8);
      assertThat(Str.ofUtf8(utf8).text()).isEqualTo(Str.of(new String(utf8, UTF_8)).text());
      random.nextBytes(utf8);
      assertThat(Str.ofUtf8(utf8).value()).isEqualTo(new String(utf8, UTF_8));
    }
  }

  @Test
  void isAsksWhatEqualsAsks() {
    Random random = new Random(7);
    for (int run = 0; run < 50_000; run++) {
      String text = Trees.anyText(random);
      String other = random.nextBoolean() ? text : Trees.anyText(random);
      Str raw = Str.of(other);
      assertThat(raw.is(text)).isEqualTo(other.equals(text)).isEqualTo(raw.equals(Str.of(text)));
      assertThat(string(allEscaped(other)).is(text)).isEqualTo(other.equals(text));
      assertThat(raw.isBlank()).isEqualTo(other.isBlank());
      assertThat(string(allEscaped(other)).isBlank()).isEqualTo(other.isBlank());
      assertThat(raw.isEmpty()).isEqualTo(other.isEmpty());
    }
  }

  @Test
  void joinedPiecesSayWhatTheySaidOneByOne() {
    Random random = new Random(8);
    for (int run = 0; run < 5_000; run++) {
      StringBuilder whole = new StringBuilder();
      List<Str> pieces = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        String text = Trees.anyText(random);
        whole.append(text);
        pieces.add(random.nextBoolean() ? Str.of(text) : string(allEscaped(text)));
      }
      Str joined = Str.join(pieces);
      assertThat(joined.value()).isEqualTo(whole.toString());
      assertThat(Json.parse(joined.text())).isEqualTo(joined);
    }
  }

  @Test
  void aQuotedValueIsReadBackFromItsText() {
    Json value = Json.parse("{\"a\":[\"\\n\",1.0]}");
    assertThat(Str.quoting(value).value()).isEqualTo(value.text());
    assertThat(Json.parse(Str.quoting(value).utf8())).isEqualTo(value);
  }

  @Test
  void ofTwoMembersOfOneNameTheLastCounts() {
    Obj read = (Obj) Json.parse("{\"a\":1,\"b\":2,\"\\u0061\":3}");
    for (Obj object : List.of(read, Json.obj().putAll(read).build())) {
      assertThat(object.number("a", 0)).isEqualTo(3);
      assertThat(object.members()).hasSize(3);
      assertThat(object.with("a", Json.of(4)).text()).isEqualTo("{\"a\":1,\"b\":2,\"a\":4}");
      assertThat(object.without("a").text()).isEqualTo("{\"b\":2}");
      assertThat(object).isEqualTo(Json.parse("{\"b\":2,\"a\":3}"));
    }
  }

  @Test
  void membersAreFoundByTheirNames() {
    Obj object = (Obj) Json.parse("{\"modelName\":1,\"é\":2,\"\\n\":3,\"\":4,\"model\":null}");
    assertThat(object.number("modelName", 0)).isEqualTo(1);
    assertThat(object.number("é", 0)).isEqualTo(2);
    assertThat(object.number("\n", 0)).isEqualTo(3);
    assertThat(object.number("", 0)).isEqualTo(4);
    assertThat(object.get("model")).isEqualTo(Null.NULL);
    assertThat(object.get("mode")).isNull();
    assertThat(object.get("Ã")).isNull();
    assertThat(object.has("model")).isTrue();
    assertThat(object.str("model")).isNull();
  }

  @Test
  void aFaultNamesItsPlaceAndQuotesNothing() {
    assertThatThrownBy(() -> Json.parse("{\"secret\":tru}"))
        .hasMessage("a value was expected at byte 13");
    assertThatThrownBy(() -> Json.parse(new byte[] {'"', 'a', (byte) 0xff, '"'}))
        .hasMessage("a string is not valid UTF-8 at byte 2");
    assertThatThrownBy(() -> Json.parse("\"abcdefgh\u0001\""))
        .hasMessage("a control character stands in a string at byte 9");
  }

  @Test
  void aDocumentMayLieAnywhereInItsArray() {
    byte[] bytes = "xx{\"a\":[1]}yy".getBytes(UTF_8);
    assertThat(Json.parse(bytes, 2, bytes.length - 2).text()).isEqualTo("{\"a\":[1]}");
    for (int to = 2; to < bytes.length - 2; to++) {
      int end = to;
      assertThatThrownBy(() -> Json.parse(bytes, 2, end)).isInstanceOf(JsonFault.class);
    }
  }

  private static Num number(String lexeme) {
    return (Num) Json.parse(lexeme);
  }

  private static Str string(String json) {
    return (Str) Json.parse(json);
  }

  private static String allEscaped(String text) {
    StringBuilder json = new StringBuilder("\"");
    text.chars().forEach(c -> json.append(String.format("\\u%04x", c)));
    return json.append('"').toString();
  }
}
