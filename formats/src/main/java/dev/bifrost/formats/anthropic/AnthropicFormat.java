package dev.bifrost.formats.anthropic;

import dev.bifrost.failure.Failure;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;

/// Anthropic's Messages API. Without state, safe for many threads.
public final class AnthropicFormat implements WireFormat {
  /// The format's name.
  public static final String NAME = "anthropic.messages";

  private static final ChatCodec CODEC = new AnthropicCodec();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ChatCodec chat() {
    return CODEC;
  }

  @Override
  public Reply writeFailure(Failure failure) {
    return AnthropicErrors.write(failure);
  }

  @Override
  public Failure readFailure(int status, HeaderLookup headers, byte[] body) {
    return AnthropicErrors.read(status, headers, body);
  }
}
