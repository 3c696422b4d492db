package dev.bifrost.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// One request and its answer, seen by a [Handler]. To be used by one thread at a time, except
/// [#onClientGone] and [BodyWriter#abort], which any thread may call.
public interface Exchange {
  /// The request's method, such as `POST`.
  String method();

  /// The path as it came, undecoded, without the query.
  String path();

  /// The query as it came, without the question mark, or null when there was none.
  @Nullable String query();

  /// The request's header fields.
  Headers headers();

  /// The address of the client's end of the connection.
  InetSocketAddress remoteAddress();

  /// Whether the client came over TLS.
  boolean secure();

  /// Waits for the whole body and returns it, as it came (a `Content-Encoding` is not undone, see
  /// [ContentCoding]). The same array each time.
  ///
  /// @throws BodyTooLarge when it is larger than the server allows; the exchange can still be
  ///   answered
  /// @throws ClientGone when the client left or sent a malformed body
  byte[] body() throws ClientGone, BodyTooLarge;

  /// Answers with a whole body, given in parts that are sent one after the other. Returns at once;
  /// the arrays are handed over and must not be changed afterwards. `Content-Length`,
  /// `Transfer-Encoding` and connection fields are the server's own and left out of `headers`.
  ///
  /// @throws ClientGone when the client has left
  void respond(int status, Headers headers, byte[]... body) throws ClientGone;

  /// Starts an answer whose body follows bit by bit. The head is sent at once.
  ///
  /// @throws ClientGone when the client has left
  BodyWriter stream(int status, Headers headers) throws ClientGone;

  /// Calls `action` once, as soon as the client's connection is closed before the answer is
  /// complete; at once when that has happened already. It runs on the event loop and must not
  /// block.
  void onClientGone(Runnable action);

  /// Whether the client asks to change to the WebSocket protocol (RFC 6455, version 13).
  boolean isWebSocketUpgrade();

  /// Accepts the WebSocket; this is the answer to the exchange. Ends with the handler.
  ///
  /// @param subprotocol the one chosen of those the client listed, or null
  /// @param maxMessageBytes a larger message closes the socket with code 1009
  WebSocket upgrade(@Nullable String subprotocol, int maxMessageBytes) throws ClientGone;
}
