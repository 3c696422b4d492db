package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The opening handshake at the server's end, and the frames (RFC 6455, sections 4.2 and 5).
final class WebSockets {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSockets() {}

  /// Whether a request asks for a WebSocket.
  static boolean isUpgrade(HeadReader head, Headers headers) {
    return head.connectionLists("upgrade")
        && headers.lists("Upgrade", "websocket")
        && "13".equals(headers.first("Sec-WebSocket-Version"))
        && headers.has("Sec-WebSocket-Key");
  }

  /// Writes the answer that accepts the request with these headers.
  static void accept(HeadWriter head, Headers request, @Nullable String subprotocol, ByteBuf out) {
    head.status(101).field("Upgrade", "websocket").field("Connection", "Upgrade");
    String key = request.first("Sec-WebSocket-Key");
    head.field("Sec-WebSocket-Accept", answerTo(key == null ? "" : key));
    if (subprotocol != null) {
      head.field("Sec-WebSocket-Protocol", subprotocol);
    }
    head.endTo(out);
  }

  private static String answerTo(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(digest.digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-1", missing);
    }
  }

  /// The handlers that turn bytes into whole messages and frames into bytes.
  static ChannelHandler[] codec(int maxMessageBytes) {
    WebSocketDecoderConfig strict =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .maxFramePayloadLength(maxMessageBytes)
            .build();
    return new ChannelHandler[] {
      new WebSocket13FrameEncoder(false),
      new WebSocket13FrameDecoder(strict),
      new Utf8FrameValidator(),
      new WebSocketFrameAggregator(maxMessageBytes)
    };
  }
}
