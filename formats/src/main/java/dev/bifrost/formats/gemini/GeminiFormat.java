package dev.bifrost.formats.gemini;

import dev.bifrost.failure.Failure;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;

/// Google's `generateContent` and `streamGenerateContent`. The model and whether to stream stand in
/// the path; a stream is an event stream with `alt=sse` and a JSON array without.
public final class GeminiFormat implements WireFormat {
  /// The format's name.
  public static final String NAME = "gemini.generateContent";

  private final ChatCodec chat;

  /// The format as the Gemini API and Vertex AI speak it today.
  public GeminiFormat() {
    this(SchemaDialect.JSON_SCHEMA);
  }

  /// The format with schemas written in these words.
  public GeminiFormat(SchemaDialect schemas) {
    this.chat = new GeminiChat(schemas);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ChatCodec chat() {
    return chat;
  }

  @Override
  public Reply writeFailure(Failure failure) {
    return FailureWriter.reply(failure);
  }

  @Override
  public Failure readFailure(int status, HeaderLookup headers, byte[] body) {
    return FailureReader.read(status, headers, body);
  }
}
