package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Client, server and a second server behind it: the way of the gateway.
final class RelayTest {
  private final House house = new House();

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  /// Reads the request, sends it on, and streams the answer back.
  static Handler relay(HttpClient client, Origin upstream) {
    return exchange -> {
      Request request =
          new Request(
              exchange.method(),
              upstream,
              exchange.path(),
              exchange.headers().without("Host"),
              List.of(exchange.body()),
              Request.Limits.DEFAULT);
      try (Response response = client.send(request)) {
        BodyWriter body = exchange.stream(response.status(), response.headers());
        for (byte[] part = response.read(House.SOON);
            part != null;
            part = response.read(House.SOON)) {
          body.write(part);
        }
        body.end();
      }
    };
  }

  @Test
  void aBodyTravelsThroughTwoServersAndBack() throws Exception {
    HttpServer echo =
        house.serve(exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    HttpClient client = house.client();
    HttpServer relay = house.serve(relay(client, House.origin(echo)));
    for (int size : new int[] {0, 1, 1000, 70_000, 3_000_000}) {
      byte[] body = new byte[size];
      for (int i = 0; i < size; i++) {
        body[i] = (byte) (i * 31 + i / 251);
      }
      Request request = Request.post(House.origin(relay), "/echo", Headers.EMPTY, body);
      try (Response response = client.send(request)) {
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.readAll(4_000_000, House.SOON)).isEqualTo(body);
      }
    }
  }

  @Test
  void partsArriveOneByOneAsTheyAreWritten() throws Exception {
    HttpClient client = house.client();
    java.util.concurrent.SynchronousQueue<String> parts =
        new java.util.concurrent.SynchronousQueue<>();
    HttpServer slow =
        house.serve(exchange -> {
          BodyWriter body = exchange.stream(200, Headers.of("Content-Type", "text/plain"));
          try {
            for (String part = parts.take(); !part.isEmpty(); part = parts.take()) {
              body.write(part.getBytes(UTF_8));
            }
          } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
          }
          body.end();
        });
    HttpServer relay = house.serve(relay(client, House.origin(slow)));
    try (Response response = client.send(Request.get(House.origin(relay), "/", Headers.EMPTY))) {
      assertThat(response.headers().first("content-type")).isEqualTo("text/plain");
      for (String part : List.of("one", "two", "three")) {
        parts.put(part);
        assertThat(response.read(House.SOON)).isEqualTo(part.getBytes(UTF_8));
      }
      parts.put("");
      assertThat(response.read(House.SOON)).isNull();
    }
  }

  @Test
  void theHandlerRunsWhereTheSettingsSay() throws Exception {
    HttpServer server =
        house.serve(exchange ->
            exchange.respond(
                200, Headers.EMPTY, Thread.currentThread().toString().getBytes(UTF_8)));
    try (HttpClient client = house.client();
        Response response = client.send(Request.get(House.origin(server), "/", Headers.EMPTY))) {
      String thread = new String(response.readAll(1000, House.SOON), UTF_8);
      assertThat(thread).startsWith("VirtualThread[");
      boolean onLoop = house.loops().settings().scheduler() == Loops.Scheduler.LOOP;
      assertThat(thread).contains(onLoop ? "@loop-" : "@ForkJoinPool-");
      assertThat(onLoop).isEqualTo(System.getProperty("dev.bifrost.transport.scheduler") == null);
    }
  }
}
