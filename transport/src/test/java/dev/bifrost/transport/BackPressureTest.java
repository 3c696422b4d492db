package dev.bifrost.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A slow reader makes the writer wait, all the way through; nothing piles up in between.
final class BackPressureTest {
  private static final long WHOLE = 200L * 1024 * 1024;

  private final House house = new House();

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  /// Writes much, and counts.
  private static Handler flood(AtomicLong written, CountDownLatch left) {
    return exchange -> {
      try {
        BodyWriter body = exchange.stream(200, Headers.EMPTY);
        byte[] part = new byte[10_000];
        while (written.get() < WHOLE) {
          body.write(part);
          written.addAndGet(part.length);
        }
        body.end();
      } finally {
        left.countDown();
      }
    };
  }

  @Test
  void aReaderThatStopsMakesTheWriterBehindARelayWait() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch left = new CountDownLatch(1);
    HttpServer source = house.serve(flood(written, left));
    HttpServer relay = house.serve(RelayTest.relay(house.client(), House.origin(source)));
    try (Wire slow = Wire.to(relay)) {
      slow.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      slow.readUntil("\r\n\r\n");
      long before = -1;
      while (before != written.get()) {
        before = written.get();
        assertThat(left.await(300, TimeUnit.MILLISECONDS)).isFalse();
      }
      // What the kernel keeps on four sockets' buffers, and some 100 KB a hop of ours.
      assertThat(before).isLessThan(40L * 1024 * 1024);
      slow.read(1_000_000);
    }
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(written.get()).isLessThan(WHOLE);
  }

  @Test
  void aSlowReaderStillGetsEverything() throws Exception {
    AtomicLong written = new AtomicLong();
    HttpServer source = house.serve(flood(written, new CountDownLatch(1)));
    HttpClient client = house.client();
    long read = 0;
    try (Response response = client.send(Request.get(House.origin(source), "/", Headers.EMPTY))) {
      for (byte[] part = response.read(House.SOON);
          part != null;
          part = response.read(House.SOON)) {
        assertThat(part.length).isLessThan(512 * 1024);
        read += part.length;
      }
    }
    assertThat(read).isGreaterThanOrEqualTo(WHOLE);
  }

  @Test
  void aClientThatTakesNothingIsGivenUp() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch left = new CountDownLatch(1);
    var quick = new ServerSettings.Timeouts(House.SOON, House.SOON, Duration.ofMillis(200));
    HttpServer server =
        house.serve(ServerSettings.local(0).withTimeouts(quick), flood(written, left));
    try (Wire slow = Wire.to(server)) {
      slow.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(written.get()).isLessThan(WHOLE);
    }
  }
}
