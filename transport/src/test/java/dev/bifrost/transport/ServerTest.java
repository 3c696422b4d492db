package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// HTTP/1.1 at the server's end, byte by byte.
final class ServerTest {
  private static final String HOST = "Host: test\r\n";

  private final House house = new House();

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  /// Says what it was asked, with the body.
  private static void tell(Exchange exchange) throws java.io.IOException {
    String body = new String(exchange.body(), UTF_8);
    String told =
        exchange.method() + " " + exchange.path() + " " + exchange.query() + " [" + body + "]";
    exchange.respond(200, Headers.of("X-Told", "yes"), told.getBytes(UTF_8));
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws Exception {
    HttpServer server = house.serve(ServerTest::tell);
    try (Wire wire = Wire.to(server)) {
      for (int i = 0; i < 3; i++) {
        wire.send("GET /a%20b?x=1&y=%3F HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(wire.readAnswer())
            .startsWith("HTTP/1.1 200 OK\r\n")
            .contains("\r\nX-Told: yes\r\n", "\r\nDate: ")
            .doesNotContain("Connection")
            .endsWith("\r\n\r\nGET /a%20b x=1&y=%3F []");
      }
    }
  }

  @Test
  void requestsSentAheadAreServedInOrder() throws Exception {
    HttpServer server = house.serve(ServerTest::tell);
    try (Wire wire = Wire.to(server)) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests.append("POST /" + i + " HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\nhi");
      }
      wire.send(requests.toString());
      for (int i = 0; i < 50; i++) {
        assertThat(wire.readAnswer()).endsWith("POST /" + i + " null [hi]");
      }
    }
  }

  @Test
  void aChunkedBodyIsJoinedHoweverItIsCut() throws Exception {
    HttpServer server = house.serve(ServerTest::tell);
    String request =
        "POST / HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "5\r\nhello\r\n1;ext=\"a\"\r\n,\r\nA\r\n world....\r\n0\r\nTrailer: x\r\n\r\n";
    try (Wire wire = Wire.to(server)) {
      for (int cut = 1; cut < request.length(); cut += 7) {
        wire.send(request.substring(0, cut));
        wire.send(request.substring(cut));
        assertThat(wire.readAnswer()).endsWith("[hello, world....]");
      }
      for (int i = 0; i < request.length(); i++) {
        wire.send(request.substring(i, i + 1));
      }
      assertThat(wire.readAnswer()).endsWith("[hello, world....]");
    }
  }

  @Test
  void aStreamIsChunked() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          BodyWriter body = exchange.stream(200, Headers.of("Content-Type", "text/plain"));
          body.write("hello world, sixteen+".getBytes(UTF_8), 0, 20);
          body.end();
        });
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.readUntil("\r\n0\r\n\r\n"))
          .contains("Transfer-Encoding: chunked\r\n")
          .endsWith("\r\n\r\n14\r\nhello world, sixteen\r\n0\r\n\r\n");
    }
  }

  @Test
  void anOldClientGetsAStreamUpToTheEndOfTheConnection() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          BodyWriter body = exchange.stream(200, Headers.EMPTY);
          body.write("hello".getBytes(UTF_8));
          body.end();
        });
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.0\r\n\r\n");
      assertThat(wire.readToEnd())
          .doesNotContain("chunked")
          .contains("Connection: close\r\n")
          .endsWith("\r\n\r\nhello");
    }
  }

  @Test
  void anAnswerToHeadHasALengthAndNoBody() throws Exception {
    HttpServer server = house.serve(ServerTest::tell);
    try (Wire wire = Wire.to(server)) {
      wire.send("HEAD /h HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");
      assertThat(wire.readToEnd())
          .contains("Content-Length: 15\r\n", "Connection: close\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void aClientThatExpectsA100GetsItWhenTheBodyIsWanted() throws Exception {
    HttpServer server = house.serve(ServerTest::tell);
    try (Wire wire = Wire.to(server)) {
      wire.send("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(wire.readUntil("\r\n\r\n")).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      wire.send("ok");
      assertThat(wire.readAnswer()).endsWith("[ok]");
    }
  }

  @Test
  void aClientThatExpectsA100MayBeRefusedInstead() throws Exception {
    HttpServer server =
        house.serve(exchange -> exchange.respond(401, Headers.EMPTY, "no".getBytes(UTF_8)));
    try (Wire wire = Wire.to(server)) {
      wire.send("POST / HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      assertThat(wire.readToEnd())
          .startsWith("HTTP/1.1 401 ")
          .contains("Connection: close\r\n")
          .endsWith("\r\n\r\nno");
    }
  }

  @Test
  void aBodyOverTheLimitCanBeAnsweredAndEndsTheConnection() throws Exception {
    ServerSettings small =
        ServerSettings.local(0).withLimits(new ServerSettings.Limits(65536, 1000, 65536));
    HttpServer server =
        house.serve(
            small,
            exchange -> {
              assertThatThrownBy(exchange::body)
                  .isInstanceOfSatisfying(
                      BodyTooLarge.class, large -> assertThat(large.maxBytes()).isEqualTo(1000));
              exchange.respond(413, Headers.EMPTY, "large".getBytes(UTF_8));
            });
    String chunk = "3e8\r\n" + "x".repeat(1000) + "\r\n";
    for (String body :
        new String[] {
          "Content-Length: 500000\r\n\r\n" + "x".repeat(500_000),
          "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(400)
        }) {
      try (Wire wire = Wire.to(server)) {
        wire.send("POST / HTTP/1.1\r\n" + HOST + body);
        assertThat(wire.readToEnd()).startsWith("HTTP/1.1 413 ").endsWith("\r\n\r\nlarge");
      }
    }
  }

  @Test
  void aHandlerThatFailsCutsTheConnectionAndIsHeardOf() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          BodyWriter body = exchange.stream(200, Headers.EMPTY);
          body.write("begun".getBytes(UTF_8));
          throw new IllegalStateException("a bug");
        });
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.readToEnd()).doesNotContain("\r\n0\r\n");
      assertThat(house.failure()).hasMessage("a bug");
    }
  }

  @Test
  void anAbortedStreamHasNoCleanEnd() throws Exception {
    HttpServer server =
        house.serve(exchange -> {
          BodyWriter body = exchange.stream(200, Headers.EMPTY);
          body.write("part".getBytes(UTF_8));
          body.abort();
        });
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.readToEnd()).endsWith("4\r\npart\r\n");
    }
  }

  @Test
  void aClientThatLeavesIsNoticedAtOnceWhateverTheHandlerDoes() throws Exception {
    for (String phase : new String[] {"body", "thinking", "streaming"}) {
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch gone = new CountDownLatch(1);
      HttpServer server =
          house.serve(exchange -> {
            exchange.onClientGone(gone::countDown);
            begun.countDown();
            if (phase.equals("body")) {
              exchange.body();
            } else if (phase.equals("streaming")) {
              exchange.stream(200, Headers.EMPTY).write(new byte[10]);
            }
            await(gone);
          });
      long left;
      try (Wire wire = Wire.to(server)) {
        wire.send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n");
        wire.send(phase.equals("body") ? "o" : "ok");
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        left = System.nanoTime();
      }
      await(gone);
      assertThat(Duration.ofNanos(System.nanoTime() - left)).isLessThan(Duration.ofMillis(100));
    }
  }

  @Test
  void connectionsThatStayIdleAreClosed() throws Exception {
    var quick =
        new ServerSettings.Timeouts(
            Duration.ofMillis(100), Duration.ofMillis(150), Duration.ofMillis(200));
    HttpServer server = house.serve(ServerSettings.local(0).withTimeouts(quick), ServerTest::tell);
    for (String begun :
        new String[] {
          "",
          "GET / HT",
          "GET / HTTP/1.1\r\nHos",
          "POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\n\r\nhe"
        }) {
      try (Wire wire = Wire.to(server)) {
        wire.send(begun);
        assertThat(wire.readToEnd()).isEmpty();
      }
    }
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(wire.readToEnd()).endsWith("[]");
    }
  }

  @Test
  void aDrainLetsOpenStreamsEndAndTakesNoMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    HttpServer server =
        house.serve(exchange -> {
          if (exchange.path().equals("/stream")) {
            BodyWriter body = exchange.stream(200, Headers.EMPTY);
            body.write("one".getBytes(UTF_8));
            begun.countDown();
            await(goOn);
            body.write("two".getBytes(UTF_8));
            body.end();
          } else {
            begun.countDown();
            await(goOn);
            exchange.respond(200, Headers.EMPTY);
          }
        });
    try (Wire idle = Wire.to(server);
        Wire open = Wire.to(server)) {
      open.send("GET /stream HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
      assertThat(server.drain(Duration.ofMillis(50))).isFalse();
      assertThat(idle.readToEnd()).isEmpty();
      assertThatThrownBy(() -> Wire.to(server)).isInstanceOf(java.net.ConnectException.class);
      goOn.countDown();
      assertThat(open.readToEnd()).endsWith("3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
      assertThat(server.drain(House.SOON)).isTrue();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
