package dev.bifrost.transport;

/// The body of a streamed answer. Not closeable on purpose: an answer that an exception cuts short
/// must not look complete, so the clean end is said by [#end] and everything else is a cut.
public interface BodyWriter {
  /// Sends the bytes from `from` (inclusive) to `to` (exclusive) at once, and waits while too much
  /// is unsent. The array is handed over: it must not be changed afterwards.
  ///
  /// @throws ClientGone when the client has left or takes nothing for too long
  void write(byte[] bytes, int from, int to) throws ClientGone;

  /// Sends all of `bytes`.
  default void write(byte[] bytes) throws ClientGone {
    write(bytes, 0, bytes.length);
  }

  /// The clean end of the body.
  ///
  /// @throws ClientGone when the client has left
  void end() throws ClientGone;

  /// Cuts the answer: the client sees a broken connection (or stream), never a complete body. What
  /// was written before is sent where possible. Does nothing after [#end].
  void abort();
}
