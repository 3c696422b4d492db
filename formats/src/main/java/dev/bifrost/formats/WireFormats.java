package dev.bifrost.formats;

import dev.bifrost.formats.anthropic.AnthropicFormat;
import dev.bifrost.formats.gemini.GeminiFormat;
import dev.bifrost.formats.openai.chat.ChatFormat;
import dev.bifrost.formats.openai.responses.ResponsesFormat;
import dev.bifrost.wire.WireFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The languages that are spoken here, in the order in which they are preferred where several would
/// do.
public final class WireFormats {
  private static final List<WireFormat> ALL =
      List.of(new ChatFormat(), new ResponsesFormat(), new AnthropicFormat(), new GeminiFormat());

  private WireFormats() {}

  /// All formats.
  public static List<WireFormat> all() {
    return ALL;
  }

  /// The format of that name, or null.
  public static @Nullable WireFormat find(String name) {
    for (WireFormat format : ALL) {
      if (format.name().equals(name)) {
        return format;
      }
    }
    return null;
  }

  /// The format of that name.
  ///
  /// @throws IllegalArgumentException where there is none
  public static WireFormat named(String name) {
    WireFormat format = find(name);
    if (format == null) {
      throw new IllegalArgumentException("no wire format is named " + name);
    }
    return format;
  }
}
