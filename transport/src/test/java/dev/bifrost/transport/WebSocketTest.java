package dev.bifrost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.transport.WebSocket.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// WebSocket at the server's end, with the JDK's client and byte by byte.
final class WebSocketTest {
  private static final String UPGRADE =
      """
      GET /socket HTTP/1.1\r
      Host: test\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private final House house = new House();
  private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();

  @AfterEach
  void close() throws Exception {
    http.close();
    house.close();
  }

  /// Says everything back until the client closes.
  private static void echo(Exchange exchange) throws IOException {
    try (WebSocket socket = exchange.upgrade(null, 1 << 20)) {
      while (true) {
        switch (socket.receive(House.SOON)) {
          case Message.Text(String text) -> socket.sendText(text);
          case Message.Binary(byte[] bytes) -> socket.sendBinary(bytes);
          case Message.Closed _ -> {
            return;
          }
          case null -> throw new IOException("nothing came");
        }
      }
    }
  }

  /// What a client hears: texts, `bytes N`, `pong`, `closed CODE`.
  private static final class Ear implements java.net.http.WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(
        java.net.http.WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(
        java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
      heard.add("bytes " + data.remaining());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
      heard.add("pong");
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        java.net.http.WebSocket socket, int code, String reason) {
      heard.add("closed " + code);
      return null;
    }

    String next() throws InterruptedException {
      String next = heard.poll(10, TimeUnit.SECONDS);
      return next == null ? "nothing" : next;
    }
  }

  private java.net.http.WebSocket open(HttpServer server, Ear ear) {
    URI uri = URI.create("ws://127.0.0.1:" + server.port() + "/socket");
    return http.newWebSocketBuilder().buildAsync(uri, ear).join();
  }

  @Test
  void messagesGoBothWays() throws Exception {
    HttpServer server = house.serve(WebSocketTest::echo);
    Ear ear = new Ear();
    var socket = open(server, ear);

    var _ = socket.sendText("grüße", true).join();
    assertThat(ear.next()).isEqualTo("grüße");
    var _ = socket.sendText("in ", false).join().sendText("pieces", true).join();
    assertThat(ear.next()).isEqualTo("in pieces");
    var _ = socket.sendBinary(ByteBuffer.wrap(new byte[300]), true).join();
    assertThat(ear.next()).isEqualTo("bytes 300");
    var _ = socket.sendPing(ByteBuffer.allocate(3)).join();
    assertThat(ear.next()).isEqualTo("pong");
    var _ = socket.sendClose(1000, "done").join();
    assertThat(ear.next()).isEqualTo("closed 1000");
  }

  @Test
  void aLongAnswerArrivesWholeAndInOrder() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          try (WebSocket socket = exchange.upgrade(null, 1000)) {
            for (int i = 0; i < 2000; i++) {
              socket.sendText(i + ":" + "x".repeat(1000));
            }
            assertThat(socket.receive(House.SOON)).isInstanceOf(Message.Closed.class);
          }
        });
    Ear ear = new Ear();
    var socket = open(server, ear);
    for (int i = 0; i < 2000; i++) {
      assertThat(ear.next()).startsWith(i + ":");
    }
    var _ = socket.sendClose(1000, "").join();
    assertThat(ear.next()).isEqualTo("closed 1000");
  }

  @Test
  void aMessageSentWithTheUpgradeIsNotLost() throws Exception {
    HttpServer server = house.serve(WebSocketTest::echo);
    try (Wire wire = Wire.to(server)) {
      wire.send(UPGRADE + "\u0081\u0082\0\0\0\0hi");
      assertThat(wire.readUntil("\r\n\r\n"))
          .startsWith("HTTP/1.1 101 ")
          .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(wire.read(4)).isEqualTo("\u0081\u0002hi");
    }
  }

  @Test
  void anUnmaskedFrameIsRefused() throws Exception {
    HttpServer server = house.serve(WebSocketTest::echo);
    try (Wire wire = Wire.to(server)) {
      wire.send(UPGRADE + "\u0081\u0002hi");
      wire.readUntil("\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("\u0088").contains("\u0003\u00ea");
    }
  }

  @Test
  void aMessageOverTheLimitClosesTheSocket() throws Exception {
    HttpServer server = house.serve(WebSocketTest::echo);
    Ear ear = new Ear();
    var socket = open(server, ear);
    for (int i = 0; i < 3; i++) {
      var _ = socket.sendText("x".repeat(500_000), false).join();
    }
    assertThat(ear.next()).isEqualTo("closed 1009");
  }

  @Test
  void aClientThatLeavesIsNoticedDuringAnAnswer() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    BlockingQueue<Message> last = new LinkedBlockingQueue<>();
    HttpServer server =
        house.serve(exchange -> {
          WebSocket socket = exchange.upgrade(null, 1000);
          exchange.onClientGone(gone::countDown);
          Message message = socket.receive(House.SOON);
          last.add(message == null ? new Message.Text("nothing") : message);
        });
    try (Wire wire = Wire.to(server)) {
      wire.send(UPGRADE).readUntil("\r\n\r\n");
    }
    assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(last.poll(10, TimeUnit.SECONDS)).isEqualTo(new Message.Closed(1006, ""));
  }

  @Test
  void waitingEndsInTime() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          try (WebSocket socket = exchange.upgrade(null, 1000)) {
            socket.sendText("" + socket.receive(Duration.ofMillis(5)));
          }
        });
    Ear ear = new Ear();
    open(server, ear).request(1);
    assertThat(ear.next()).isEqualTo("null");
    assertThat(ear.next()).isEqualTo("closed 1000");
  }

  @Test
  void aServerThatStopsSaysSoBetweenMessages() throws Exception {
    HttpServer server = house.serve(WebSocketTest::echo);
    Ear ear = new Ear();
    var socket = open(server, ear);
    var _ = socket.sendText("hello", true).join();
    assertThat(ear.next()).isEqualTo("hello");
    assertThat(server.drain(House.SOON)).isTrue();
    assertThat(ear.next()).isEqualTo("closed 1001");
  }

  @Test
  void aRequestThatIsNoUpgradeIsAnsweredAsUsual() throws Exception {
    HttpServer server =
        house.serve(exchange ->
            exchange.respond(
                200,
                Headers.EMPTY,
                String.valueOf(exchange.isWebSocketUpgrade()).getBytes(StandardCharsets.US_ASCII)));
    try (Wire wire = Wire.to(server)) {
      assertThat(wire.send(UPGRADE.replace("13", "8")).readAnswer()).endsWith("false");
      assertThat(wire.send(UPGRADE).readAnswer()).endsWith("true");
    }
  }
}
