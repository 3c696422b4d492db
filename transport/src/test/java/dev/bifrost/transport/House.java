package dev.bifrost.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Loops, servers and a client for one test, all closed with it.
final class House {
  static final Duration SOON = Duration.ofSeconds(10);

  private final Loops loops = Loops.start(settings());
  private final List<AutoCloseable> open = new ArrayList<>();
  private final BlockingQueue<Exception> failures = new LinkedBlockingQueue<>();

  private static Loops.Settings settings() {
    Loops.Settings standard = Loops.Settings.standard();
    return new Loops.Settings(2, standard.scheduler(), standard.polling());
  }

  Loops loops() {
    return loops;
  }

  HttpServer serve(Handler handler) throws IOException {
    return serve(ServerSettings.local(0), handler);
  }

  HttpServer serve(ServerSettings settings, Handler handler) throws IOException {
    ServerSettings heard = settings.withListener((_, failure) -> failures.add(failure));
    HttpServer server = HttpServer.start(loops, heard, handler);
    open.addFirst(server);
    return server;
  }

  HttpClient client() {
    return client(ClientSettings.DEFAULT);
  }

  HttpClient client(ClientSettings settings) {
    HttpClient client = HttpClient.open(loops, settings);
    open.addFirst(client);
    return client;
  }

  /// The next failure that a handler threw.
  Exception failure() throws InterruptedException {
    Exception failure = failures.poll(10, TimeUnit.SECONDS);
    if (failure == null) {
      throw new AssertionError("no handler has failed");
    }
    return failure;
  }

  static Origin origin(HttpServer server) {
    return Origin.of("http://127.0.0.1:" + server.port());
  }

  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    loops.close();
  }
}
