package dev.bifrost.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answer of another server. To be read by one thread; any thread may close it.
public interface Response extends AutoCloseable {
  /// The status code.
  int status();

  /// The header fields.
  Headers headers();

  /// Waits for the next part of the body and returns it: what has come so far, in one array; or
  /// null at the clean end. The array is the caller's.
  ///
  /// @param idle how long to wait at most for the next bytes
  /// @throws UpstreamFault `IDLE_TIMEOUT` when nothing came (the response stays open, and reading
  ///   may go on), `RESET` when the connection was cut before the end, `CANCELLED`
  byte @Nullable [] read(Duration idle) throws UpstreamFault;

  /// Reads the rest of the body.
  ///
  /// @param maxBytes a larger body is `TOO_LARGE`
  /// @param total how long to wait at most for all of it, else `IDLE_TIMEOUT`
  byte[] readAll(int maxBytes, Duration total) throws UpstreamFault;

  /// Ends the exchange. Before the clean end this cancels it: the connection is closed (the stream
  /// is reset). Never blocks.
  @Override
  void close();
}
