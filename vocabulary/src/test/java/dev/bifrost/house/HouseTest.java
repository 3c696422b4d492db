package dev.bifrost.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The vocabulary keeps the rules of the house, and the rules notice who does not.
final class HouseTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path TEST_CLASSES = Path.of("target/test-classes");

  @Test
  void thePackagesFormNoCircle() throws IOException {
    assertThat(House.of(CLASSES).circles()).isEmpty();
  }

  @Test
  void theWordsKnowNothingButJavaAndJson() throws IOException {
    House house = House.of(CLASSES);
    assertThat(house.arrows(_ -> true, Forbidden::isImpure)).isEmpty();
    assertThat(house.arrows("dev.bifrost.json"::equals, used -> used.startsWith("dev."))).isEmpty();
  }

  @Test
  void nothingForbiddenIsCalled() throws IOException {
    House house = House.of(CLASSES);
    assertThat(house.offences(Forbidden.EVERYWHERE)).isEmpty();
    assertThat(house.offences(Forbidden.IN_PURE_MODULES)).isEmpty();
  }

  @Test
  void offencesAreNoticed() throws IOException {
    House tests = House.of(TEST_CLASSES);
    assertThat(tests.arrows("dev.bifrost.house"::equals, "java.nio.file"::equals))
        .containsExactly("dev.bifrost.house -> java.nio.file");
    assertThat(tests.offences(Forbidden.EVERYWHERE))
        .anyMatch(
            offence -> offence.startsWith("dev.bifrost.json.IndexCost uses java.lang.System.out"));
    assertThat(
            tests.offences(
                Forbidden.but(
                    Forbidden.EVERYWHERE, "java.lang.System.out", "dev.bifrost.json.IndexCost")))
        .isEmpty();
  }

  @Test
  void circlesAreNoticed() {
    House both = new House(new TreeMap<>(), new TreeMap<>());
    Stream.of("a b", "b c", "c a", "d a").forEach(arrow -> arrow(both, arrow));
    assertThat(both.circles()).isEqualTo(List.of("a", "b", "c"));
  }

  private static void arrow(House house, String arrow) {
    int gap = arrow.indexOf(' ');
    house
        .arrows()
        .computeIfAbsent(arrow.substring(0, gap), _ -> new TreeSet<>())
        .add(arrow.substring(gap + 1));
  }
}
