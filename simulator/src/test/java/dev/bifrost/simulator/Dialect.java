package dev.bifrost.simulator;

import dev.bifrost.formats.WireFormats;
import dev.bifrost.wire.WireFormat;

/// The dialects that the simulator speaks.
enum Dialect {
  CHAT("openai.chat"),
  RESPONSES("openai.responses"),
  MESSAGES("anthropic.messages"),
  GEMINI("gemini.generateContent");

  private final String format;

  Dialect(String format) {
    this.format = format;
  }

  WireFormat format() {
    return WireFormats.named(format);
  }
}
