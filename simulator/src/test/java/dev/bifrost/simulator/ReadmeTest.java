package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The README and the code name the same models.
final class ReadmeTest {
  @Test
  void theTableOfModelsAgreesWithTheCode() throws IOException {
    List<String> told =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .filter(name -> !name.startsWith("recording:"))
            .toList();
    assertThat(told).containsExactlyElementsOf(Models.NAMES);
  }
}
