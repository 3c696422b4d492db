package dev.bifrost.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A text with places to fill, from a resource file that stands beside the class that asks.
///
/// @param text the text, with places such as `{{model}}`
public record Template(String text) {
  private static final String WORDS =
      "the gateway reads what the client says and passes on what the provider answers, word by"
          + " word, without keeping anybody waiting for longer than the line itself takes; ";

  /// Reads the resource; a last line feed of a JSON file is no part of it.
  public static Template of(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name + " beside " + beside.getName());
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Template(name.endsWith(".json") ? text.strip() : text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// This template with that place filled wherever it stands.
  public Template with(String place, String value) {
    return new Template(text.replace("{{" + place + "}}", value));
  }

  /// Fills the place with `start` and then as many plain words as make the whole about `bytes`
  /// long.
  public Template paddedTo(int bytes, String place, String start) {
    int others = text.length() - place.length() - 4;
    return with(place, start + words(Math.max(6, bytes - others - start.length())));
  }

  /// A space and plain words, `length` characters that need no escape in JSON.
  private static String words(int length) {
    String enough = WORDS.repeat(length / WORDS.length() + 1);
    return " " + enough.substring(0, length - 1);
  }

  /// The text as bytes.
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
