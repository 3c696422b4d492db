package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections that are kept and used again. One loop, so that there is one pool.
final class PoolTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Loops loops =
      Loops.start(
          new Loops.Settings(
              1, Loops.Settings.standard().scheduler(), Loops.Settings.standard().polling()));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket listening;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    listening.close();
    threads.close();
    loops.close();
  }

  private Request request(Duration connect) {
    Origin origin = Origin.of("http://127.0.0.1:" + listening.getLocalPort());
    Request.Limits limits = new Request.Limits(connect, House.SOON);
    return new Request("POST", origin, "/", Headers.EMPTY, List.of(new byte[3]), limits);
  }

  private String post(HttpClient client) throws UpstreamFault {
    try (Response response = client.send(request(House.SOON))) {
      return new String(response.readAll(100, House.SOON), UTF_8);
    }
  }

  private static HttpClient open(Loops loops, Duration keepIdle, int max) {
    return HttpClient.open(
        loops, new ClientSettings(keepIdle, max, 65536, 65536, Duration.ofSeconds(30)));
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 10)) {
      Future<String> first = threads.submit(() -> post(client));
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        wire.send(OK);
        assertThat(first.get()).isEqualTo("ok");
        Future<String> second = threads.submit(() -> post(client));
        wire.readAnswer();
        wire.send(OK);
        assertThat(second.get()).isEqualTo("ok");
      }
    }
  }

  @Test
  void aKeptConnectionThatDiesBeforeAnAnswerIsReplacedOnce() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 10)) {
      Future<String> first = threads.submit(() -> post(client));
      Future<String> second;
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        wire.send(OK);
        first.get();
        second = threads.submit(() -> post(client));
        wire.readAnswer();
      }
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        wire.send(OK);
        assertThat(second.get()).isEqualTo("ok");
      }
    }
  }

  @Test
  void aFreshConnectionThatDiesIsNotTriedAgain() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 10)) {
      Future<String> only = threads.submit(() -> post(client));
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
      }
      assertThatThrownBy(only::get).hasCauseInstanceOf(UpstreamFault.class);
    }
  }

  @Test
  void anAnswerThatHasBegunIsNotAskedForAgain() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 10)) {
      Future<String> first = threads.submit(() -> post(client));
      Future<String> second;
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        wire.send(OK);
        first.get();
        second = threads.submit(() -> post(client));
        wire.readAnswer();
        wire.send("HTTP");
      }
      assertThatThrownBy(second::get).hasCauseInstanceOf(UpstreamFault.class);
    }
  }

  @Test
  void aConnectionThatTheServerClosedIsNotUsed() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 10)) {
      for (String last : new String[] {"HTTP/1.1 200 OK\r\nConnection: close\r\n", "", "junk"}) {
        Future<String> answered = threads.submit(() -> post(client));
        try (Wire wire = Wire.accept(listening)) {
          wire.readAnswer();
          wire.send(last.startsWith("HTTP") ? last + "Content-Length: 2\r\n\r\nok" : OK + last);
          assertThat(answered.get()).isEqualTo("ok");
          if (!last.isEmpty()) {
            assertThat(wire.readToEnd()).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void anIdleConnectionIsClosedInTime() throws Exception {
    try (HttpClient client = open(loops, Duration.ofMillis(80), 10)) {
      Future<String> first = threads.submit(() -> post(client));
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        wire.send(OK);
        assertThat(first.get()).isEqualTo("ok");
        assertThat(wire.readToEnd()).isEmpty();
      }
    }
  }

  @Test
  void aCallWaitsForAFreeConnectionButNotForEver() throws Exception {
    try (HttpClient client = open(loops, House.SOON, 1)) {
      Future<String> first = threads.submit(() -> post(client));
      try (Wire wire = Wire.accept(listening)) {
        wire.readAnswer();
        assertThatThrownBy(() -> client.send(request(Duration.ofMillis(80))))
            .isInstanceOfSatisfying(
                UpstreamFault.class,
                fault -> assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.POOL_FULL));
        Future<String> second = threads.submit(() -> post(client));
        wire.send(OK);
        assertThat(first.get()).isEqualTo("ok");
        wire.readAnswer();
        wire.send(OK);
        assertThat(second.get()).isEqualTo("ok");
      }
    }
  }

  @Test
  void aClosedClientEndsItsCalls() throws Exception {
    HttpClient client = open(loops, House.SOON, 1);
    CountDownLatch sent = new CountDownLatch(1);
    Future<String> waiting =
        threads.submit(() -> {
          sent.countDown();
          return post(client);
        });
    sent.await();
    try (Wire wire = Wire.accept(listening)) {
      wire.readAnswer();
      client.close();
      assertThatThrownBy(waiting::get).hasCauseInstanceOf(UpstreamFault.class);
      assertThatThrownBy(() -> post(client)).isInstanceOf(UpstreamFault.class);
    }
  }
}
