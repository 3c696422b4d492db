package dev.bifrost.transport;

import java.io.IOException;

/// A message could not be sent because the WebSocket is closed.
public final class WebSocketClosed extends IOException {
  private static final long serialVersionUID = 1;

  WebSocketClosed(String message) {
    super(message);
  }
}
