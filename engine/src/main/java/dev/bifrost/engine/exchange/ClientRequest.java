package dev.bifrost.engine.exchange;

import dev.bifrost.transport.Headers;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.WireFormat;

/// A request as it came in through a door, before anything is decided.
///
/// @param id the request's id: the client's `x-request-id`, or one of ours
/// @param route which door, dialect and operation
/// @param line the request line beyond the route
/// @param headers as they came
/// @param body the body, decompressed
/// @param arrivedNanos when it came in, by `System.nanoTime`
public record ClientRequest(
    String id, Route route, Line line, Headers headers, byte[] body, long arrivedNanos) {

  /// Which door, dialect and operation.
  ///
  /// @param format the client's dialect
  /// @param facts what the path says that other dialects say in the body
  /// @param framing how a streamed answer is to lie in bytes
  public record Route(
      Door door, WireFormat format, Operation operation, PathFacts facts, Framing framing) {

    /// Bifrost's word for what is asked, such as `chat_completion_stream`. Its Anthropic and Gemini
    /// doors say `responses`, as Bifrost 1.5.1 does.
    public String requestType(boolean streamed) {
      return switch (operation) {
        case COUNT_TOKENS -> "count_tokens";
        case CHAT ->
            (format.name().equals("openai.chat") ? "chat_completion" : "responses")
                + (streamed ? "_stream" : "");
      };
    }
  }

  /// The request line beyond the route.
  ///
  /// @param path the raw path below the door, such as `/v1/messages`
  /// @param query the raw query without its question mark, or an empty text
  public record Line(String path, String query) {}
}
