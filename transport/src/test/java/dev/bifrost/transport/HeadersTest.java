package dev.bifrost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The multi-map of header fields.
final class HeadersTest {
  private final Headers headers = Headers.of("A", "1", "b", "2", "a", "3", "C", "x, Keep-Alive ,y");

  @Test
  void namesAreFoundInAnyCaseAndKeptAsSpelt() {
    assertThat(headers.first("B")).isEqualTo("2");
    assertThat(headers.first("d")).isNull();
    assertThat(headers.all("A")).containsExactly("1", "3");
    assertThat(headers.toString()).isEqualTo("[A, b, a, C]");
  }

  @Test
  void settingANameKeepsItsFirstPlace() {
    Headers set = headers.with("a", "9").with("new", "n");
    assertThat(set.toString()).isEqualTo("[a, b, C, new]");
    assertThat(set.all("A")).containsExactly("9");
    assertThat(headers.all("A")).containsExactly("1", "3");
  }

  @Test
  void removingTakesEveryFieldOfTheName() {
    assertThat(headers.without("a").toString()).isEqualTo("[b, C]");
    assertThat(headers.without("none")).isSameAs(headers);
  }

  @Test
  void tokensAreFoundInListsInAnyCase() {
    assertThat(headers.lists("c", "keep-alive")).isTrue();
    assertThat(headers.lists("c", "keep")).isFalse();
  }
}
