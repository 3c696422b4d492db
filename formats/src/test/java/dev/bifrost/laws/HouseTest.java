package dev.bifrost.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.house.Forbidden;
import dev.bifrost.house.House;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The formats keep the rules of the house.
final class HouseTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void thePackagesFormNoCircle() throws IOException {
    assertThat(House.of(CLASSES).circles()).isEmpty();
  }

  @Test
  void noFormatKnowsAnother() throws IOException {
    assertThat(House.of(CLASSES).arrows(HouseTest::isFormat, HouseTest::isFormat)).isEmpty();
  }

  @Test
  void theContractKnowsNoFormat() throws IOException {
    assertThat(
            House.of(CLASSES)
                .arrows("dev.bifrost.wire"::equals, used -> used.startsWith("dev.bifrost.formats")))
        .isEmpty();
  }

  @Test
  void theFormatsArePure() throws IOException {
    House house = House.of(CLASSES);
    assertThat(house.arrows(_ -> true, Forbidden::isImpure)).isEmpty();
    assertThat(house.offences(Forbidden.EVERYWHERE)).isEmpty();
    assertThat(house.offences(Forbidden.IN_PURE_MODULES)).isEmpty();
  }

  private static boolean isFormat(String name) {
    // What the two formats of OpenAI share is below both and no format itself.
    return name.startsWith("dev.bifrost.formats.") && !name.equals("dev.bifrost.formats.openai");
  }
}
