package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.house.Forbidden;
import dev.bifrost.house.House;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The simulator keeps the rules of the house.
final class HouseTest {
  private static final Path CLASSES = Path.of("target/classes");

  @Test
  void thePackagesFormNoCircle() throws IOException {
    assertThat(House.of(CLASSES).circles()).isEmpty();
  }

  @Test
  void forbiddenCallsAreNotMade() throws IOException {
    List<Forbidden> rules =
        Forbidden.but(
            Forbidden.EVERYWHERE, "java.lang.System.err", "dev.bifrost.simulator.Simulator");
    assertThat(House.of(CLASSES).offences(rules)).isEmpty();
  }
}
