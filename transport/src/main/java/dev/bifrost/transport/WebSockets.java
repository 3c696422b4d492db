package dev.bifrost.transport;

/// What client and server share of the opening handshake (RFC 6455, section 4).
final class WebSockets {
  private WebSockets() {}

  /// Whether a request asks for a WebSocket.
  static boolean isUpgrade(HeadReader head, Headers headers) {
    return head.connectionLists("upgrade")
        && headers.lists("Upgrade", "websocket")
        && "13".equals(headers.first("Sec-WebSocket-Version"))
        && headers.has("Sec-WebSocket-Key");
  }
}
