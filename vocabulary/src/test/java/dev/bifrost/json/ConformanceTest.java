package dev.bifrost.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The public JSON test suite, from the table beside this class.
final class ConformanceTest {
  /// One text of the table.
  record Case(String kind, String name, byte[] text) {
    boolean isAccepted() {
      return kind.equals("y") || kind.equals("i+");
    }

    @Override
    public String toString() {
      return kind + " " + name;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ConformanceTest.class.getResourceAsStream("conformance.tsv")) {
      assertThat(in).isNotNull();
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Case> cases = new ArrayList<>();
      table.lines().filter(line -> !line.startsWith("#")).forEach(line -> cases.add(read(line)));
      return cases.stream();
    }
  }

  private static Case read(String line) {
    int first = line.indexOf('\t');
    int second = line.indexOf('\t', first + 1);
    Bytes text = new Bytes(64);
    for (int i = second + 1; i < line.length(); i++) {
      if (line.charAt(i) == '%') {
        text.put(Integer.parseInt(line, i + 1, i + 3, 16));
        i += 2;
      } else {
        text.put(line.charAt(i));
      }
    }
    return new Case(line.substring(0, first), line.substring(first + 1, second), text.toArray());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void textsAreAcceptedAndRefusedAsTheStandardSays(Case one) {
    if (!one.isAccepted()) {
      assertThatThrownBy(() -> Json.parse(one.text()))
          .isInstanceOfSatisfying(
              JsonFault.class, fault -> assertThat(fault.at()).isBetween(0, one.text().length));
      return;
    }
    Json value = Json.parse(one.text());
    assertThat(value.text()).isEqualTo(new String(one.text(), StandardCharsets.UTF_8).strip());
    Json rebuilt = Trees.rebuilt(value);
    assertThat(rebuilt).isEqualTo(value);
    assertThat(Json.parse(rebuilt.toBytes())).isEqualTo(value);
  }

  @Test
  void theTableIsWhole() throws IOException {
    assertThat(cases()).hasSize(315);
  }

  @Test
  void nestingHasALimit() {
    assertThat(Json.parse("[".repeat(512) + "]".repeat(512))).isInstanceOf(Arr.class);
    for (String open : List.of("[", "{\"\":", "[{\"\":")) {
      for (int depth : new int[] {513, 100_000}) {
        assertThatThrownBy(() -> Json.parse(open.repeat(depth)))
            .isInstanceOf(JsonFault.class)
            .hasMessageContaining("nested deeper than 512");
      }
    }
  }
}
