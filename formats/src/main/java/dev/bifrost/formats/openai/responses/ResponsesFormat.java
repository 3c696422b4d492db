package dev.bifrost.formats.openai.responses;

import dev.bifrost.failure.Failure;
import dev.bifrost.formats.openai.OpenAiErrors;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;

/// OpenAI's Responses API. Without state, safe for many threads.
public final class ResponsesFormat implements WireFormat {
  /// The format's name.
  public static final String NAME = "openai.responses";

  private static final ChatCodec CODEC = new ResponsesCodec();

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
    return OpenAiErrors.write(failure);
  }

  @Override
  public Failure readFailure(int status, HeaderLookup headers, byte[] body) {
    return OpenAiErrors.read(status, headers, body);
  }
}
