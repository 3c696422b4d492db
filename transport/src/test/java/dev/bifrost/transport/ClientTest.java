package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.transport.UpstreamFault.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/1.1 at the client's end; the server is played byte by byte.
final class ClientTest {
  /// The server's part in a test.
  private interface Script {
    void play() throws Exception;
  }

  private final House house = new House();
  private final HttpClient client = house.client();
  private ServerSocket listening;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    listening.close();
    house.close();
  }

  private Origin origin() {
    return Origin.of("http://127.0.0.1:" + listening.getLocalPort());
  }

  private static CompletableFuture<Void> play(Script script) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            script.play();
          } catch (Exception failure) {
            throw new java.util.concurrent.CompletionException(failure);
          }
        },
        Thread::startVirtualThread);
  }

  /// Answers one request on a connection of its own and closes it.
  private CompletableFuture<Void> answer(String answer) {
    return play(() -> {
      try (Wire wire = Wire.accept(listening)) {
        wire.readUntil("\r\n\r\n");
        wire.send(answer.replace("~", "\r\n"));
      }
    });
  }

  private Response get() throws UpstreamFault {
    return client.send(Request.get(origin(), "/", Headers.EMPTY));
  }

  private static void assertFault(
      Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            UpstreamFault.class, fault -> assertThat(fault.kind()).isEqualTo(kind));
  }

  @Test
  void aRequestIsWrittenAsGivenWithHostAndLength() throws Exception {
    CompletableFuture<String> seen = new CompletableFuture<>();
    var played =
        play(() -> {
          try (Wire wire = Wire.accept(listening)) {
            seen.complete(wire.readAnswer());
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        });
    Headers headers = Headers.of("X-Key", "v", "Transfer-Encoding", "chunked", "x-Key", "w");
    byte[] one = "one".getBytes(UTF_8);
    client.send(Request.post(origin(), "/a?b=%20c", headers, one, one)).close();
    assertThat(seen.get())
        .isEqualTo(
            "POST /a?b=%20c HTTP/1.1\r\nHost: 127.0.0.1:"
                + listening.getLocalPort()
                + "\r\nX-Key: v\r\nx-Key: w\r\nContent-Length: 6\r\n\r\noneone");
    played.get();
  }

  @Test
  void anUncutBodyEndsCleanlyInEveryFraming() throws Exception {
    for (String answer :
        List.of(
            "HTTP/1.1 200 OK~Content-Length: 5~~hello",
            "HTTP/1.1 100 Continue~~HTTP/1.1 103 Hints~A: b~~HTTP/1.1 200 OK~Content-Length: 5~~hello",
            "HTTP/1.1 200~Transfer-Encoding: Chunked~~2~he~3~llo~0~~",
            "HTTP/1.0 200 OK~~hello")) {
      var played = answer(answer);
      try (Response response = get()) {
        assertThat(response.readAll(100, House.SOON)).asString(UTF_8).isEqualTo("hello");
      }
      played.get();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK~Content-Length: 50~~hello",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hello~0x~~"
      })
  void aCutBodyNeverLooksComplete(String answer) throws Exception {
    var played = answer(answer);
    try (Response response = get()) {
      assertThat(response.read(House.SOON)).asString(UTF_8).isEqualTo("hello");
      assertFault(Kind.RESET, () -> response.read(House.SOON));
      assertFault(Kind.RESET, () -> response.read(House.SOON));
    }
    played.get();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 20",
        "nonsense~~",
        "HTTP/1.1 2000 OK~~",
        "HTTP/1.1 200 OK~Content-Length: 3~Transfer-Encoding: chunked~~0~~",
        "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 2~~a"
      })
  void anAnswerThatIsNoneIsAReset(String answer) throws Exception {
    var played = answer(answer);
    assertFault(Kind.RESET, this::get);
    played.get();
  }

  @Test
  void aRefusedConnectionAndAnUnknownNameAreSaid() throws Exception {
    Origin refused = origin();
    listening.close();
    assertFault(Kind.CONNECT_FAILED, () -> client.send(Request.get(refused, "/", Headers.EMPTY)));
    Origin unknown = Origin.of("http://no-such-name.invalid");
    assertFault(Kind.CONNECT_FAILED, () -> client.send(Request.get(unknown, "/", Headers.EMPTY)));
  }

  @Test
  void aSilentServerIsAHeaderTimeout() throws Exception {
    Request.Limits limits = new Request.Limits(House.SOON, Duration.ofMillis(80));
    Request request = new Request("GET", origin(), "/", Headers.EMPTY, List.of(), limits);
    assertFault(Kind.HEADER_TIMEOUT, () -> client.send(request));
    try (Wire wire = Wire.accept(listening)) {
      wire.readUntil("\r\n\r\n");
      assertThat(wire.readToEnd()).isEmpty();
    }
  }

  @Test
  void readingCanGoOnAfterAnIdleTimeout() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    var played =
        play(() -> {
          try (Wire wire = Wire.accept(listening)) {
            wire.readUntil("\r\n\r\n");
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            goOn.await();
            wire.send("llo");
          }
        });
    try (Response response = get()) {
      assertThat(response.read(House.SOON)).asString(UTF_8).isEqualTo("he");
      assertFault(Kind.IDLE_TIMEOUT, () -> response.read(Duration.ofMillis(50)));
      assertFault(Kind.IDLE_TIMEOUT, () -> response.read(Duration.ofMillis(50)));
      goOn.countDown();
      assertThat(response.read(House.SOON)).asString(UTF_8).isEqualTo("llo");
      assertThat(response.read(House.SOON)).isNull();
    }
    played.get();
  }

  @Test
  void aBodyOverTheCallersLimitIsSaid() throws Exception {
    var played = answer("HTTP/1.1 200 OK~Content-Length: 5~~hello");
    try (Response response = get()) {
      assertFault(Kind.TOO_LARGE, () -> response.readAll(4, House.SOON));
    }
    played.get();
  }

  @Test
  void closingBeforeTheEndClosesTheConnection() throws Exception {
    var played =
        play(() -> {
          try (Wire wire = Wire.accept(listening)) {
            wire.readUntil("\r\n\r\n");
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
            assertThat(wire.readToEnd()).isEmpty();
          }
        });
    get().close();
    played.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aCancellationEndsEveryWait() throws Exception {
    Cancellation cancellation = new Cancellation();
    var played =
        play(() -> {
          try (Wire wire = Wire.accept(listening)) {
            wire.readUntil("\r\n\r\n");
            cancellation.cancel();
            assertThat(wire.readToEnd()).isEmpty();
          }
        });
    Request request = Request.get(origin(), "/", Headers.EMPTY);
    assertFault(Kind.CANCELLED, () -> client.send(request, cancellation));
    assertFault(Kind.CANCELLED, () -> client.send(request, cancellation));
    played.get(10, TimeUnit.SECONDS);
  }

  @Test
  void anInterruptEndsEveryWait() throws Exception {
    Thread waiting = Thread.currentThread();
    var played =
        play(() -> {
          try (Wire wire = Wire.accept(listening)) {
            wire.readUntil("\r\n\r\n");
            waiting.interrupt();
            assertThat(wire.readToEnd()).isEmpty();
          }
        });
    assertFault(Kind.CANCELLED, this::get);
    assertThat(Thread.interrupted()).isTrue();
    played.get(10, TimeUnit.SECONDS);
  }
}
