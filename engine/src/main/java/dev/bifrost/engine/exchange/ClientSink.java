package dev.bifrost.engine.exchange;

import dev.bifrost.failure.Failure;
import dev.bifrost.transport.Headers;

/// Where an answer goes. There is one kind per way of answering; the corridor cannot tell them
/// apart. One answer, one thread: either [#reply] or [#refuse], or [#start], any number of
/// [#write], and [#end] or [#cut]. Each call blocks until the client takes the bytes.
///
/// All methods throw [dev.bifrost.failure.Failed] of kind `CLIENT_GONE` when the client has left.
public interface ClientSink {
  /// Answers whole.
  void reply(int status, Headers headers, byte[] body);

  /// Answers with a failure, phrased in the client's own dialect.
  ///
  /// @param headers what to send beside the dialect's own
  /// @return the HTTP status that was sent
  int refuse(Failure failure, Headers headers);

  /// Starts a streamed answer.
  void start(int status, Headers headers);

  /// Sends the bytes from `from` (inclusive) to `to` (exclusive) at once.
  void write(byte[] bytes, int from, int to);

  /// Ends a streamed answer cleanly.
  void end();

  /// Breaks a streamed answer off, so that the client sees that it is not whole.
  void cut();

  /// Calls `action` once when the client leaves before the answer is complete, on any thread; it
  /// must not block.
  void onGone(Runnable action);

  /// Whether something has gone to the client already.
  boolean isStarted();
}
