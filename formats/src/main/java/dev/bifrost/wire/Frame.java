package dev.bifrost.wire;

import dev.bifrost.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One message of a streamed answer: a name and a text. How it lies in bytes is the business of
/// [Framing].
///
/// @param name the event's name, or null
/// @param bytes holds the text as UTF-8; nobody may write to it afterwards
/// @param from where the text begins
/// @param to where it ends (exclusive)
public record Frame(@Nullable String name, byte[] bytes, int from, int to) {

  /// A frame with a JSON text.
  public static Frame of(@Nullable String name, Json json) {
    byte[] text = json.toBytes();
    return new Frame(name, text, 0, text.length);
  }

  /// A frame with a plain text, such as `[DONE]`.
  public static Frame of(@Nullable String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Frame(name, bytes, 0, bytes.length);
  }

  /// The text as JSON.
  ///
  /// @throws dev.bifrost.json.JsonFault when it is none
  public Json json() {
    return Json.parse(bytes, from, to);
  }

  /// The text.
  public String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// Whether the text is exactly this ASCII word.
  public boolean says(String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
