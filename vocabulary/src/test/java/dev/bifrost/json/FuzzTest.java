package dev.bifrost.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever the bytes: a fault, or a value whose text reads back equal.
final class FuzzTest {
  private static final Path RECORDINGS = Path.of(System.getProperty("recordings"));
  private static final byte[] WORDS = "{}[]:,\"\\u0eE+-. truefalsn\n\u0001".getBytes(UTF_8);

  @Test
  void randomBytes() {
    Random random = new Random(1);
    byte[] any = new byte[40];
    for (int run = 0; run < 200_000; run++) {
      random.nextBytes(any);
      readOrRefuse(any, random.nextInt(any.length));
      for (int i = 0; i < any.length; i++) {
        any[i] = WORDS[random.nextInt(WORDS.length)];
      }
      readOrRefuse(any, random.nextInt(any.length));
    }
  }

  @Test
  void anyValueReadsBackEqualHoweverItIsSpaced() {
    Random random = new Random(2);
    for (int run = 0; run < 20_000; run++) {
      Json value = Trees.any(random, 5);
      Json read = Json.parse(Trees.spaced(value, random));
      assertThat(read).isEqualTo(value).hasSameHashCodeAs(value);
      assertThat(Trees.rebuilt(read).text()).isEqualTo(value.text());
    }
  }

  @Test
  void mutatedValues() {
    Random random = new Random(3);
    for (int run = 0; run < 50_000; run++) {
      mutate(Trees.any(random, 5).toBytes(), random);
    }
  }

  @Test
  void recordingsWholeCutAndMutated() throws IOException {
    Random random = new Random(4);
    for (Path file : recordings()) {
      byte[] text = Files.readAllBytes(file);
      Json value = Json.parse(text);
      assertThat(value.text()).isEqualTo(new String(text, UTF_8).strip());
      assertThat(Trees.rebuilt(value)).isEqualTo(value);
      for (int i = 0; i < 20; i++) {
        readOrRefuse(text, random.nextInt(text.length));
        mutate(text.clone(), random);
      }
    }
  }

  private static List<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDINGS)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .filter(file -> Math.floorMod(file.getFileName().hashCode(), 8) == 0)
          .toList();
    }
  }

  private static void mutate(byte[] text, Random random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      text[random.nextInt(text.length)] =
          random.nextBoolean() ? (byte) random.nextInt() : WORDS[random.nextInt(WORDS.length)];
    }
    readOrRefuse(text, text.length);
  }

  private static void readOrRefuse(byte[] text, int length) {
    Json value;
    try {
      value = Json.parse(text, 0, length);
    } catch (JsonFault fault) {
      assertThat(fault.at()).isBetween(0, length);
      return;
    }
    assertThat(value.text()).isEqualTo(new String(text, 0, length, UTF_8).strip());
    assertThat(Json.parse(Trees.rebuilt(value).toBytes())).isEqualTo(value);
  }
}
