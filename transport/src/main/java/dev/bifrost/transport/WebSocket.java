package dev.bifrost.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A WebSocket (RFC 6455) at the server's end. Pings are answered, fragments joined, no extension
/// is negotiated. One thread may receive while another sends; any thread may close.
public interface WebSocket extends AutoCloseable {
  /// What [#receive] returns.
  sealed interface Message {
    /// A text.
    record Text(String text) implements Message {}

    /// Bytes.
    record Binary(byte[] bytes) implements Message {}

    /// The end. Code 1006 when the connection was lost without a closing frame.
    record Closed(int code, String reason) implements Message {}
  }

  /// Waits for the next message; null when none came in time. After [Message.Closed] it returns
  /// that again.
  @Nullable Message receive(Duration wait);

  /// Sends a text, and waits while too much is unsent.
  ///
  /// @throws WebSocketClosed when either side has closed
  void sendText(String text) throws WebSocketClosed;

  /// Sends bytes, and waits while too much is unsent. The array must not be changed afterwards.
  ///
  /// @throws WebSocketClosed when either side has closed
  void sendBinary(byte[] bytes) throws WebSocketClosed;

  /// Sends a closing frame, once. The other side's answer can still be received.
  void close(int code, String reason);

  /// Closes with code 1000.
  @Override
  default void close() {
    close(1000, "");
  }

  /// The subprotocol that was agreed on, or null.
  @Nullable String subprotocol();
}
