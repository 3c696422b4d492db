package dev.bifrost.simulator;

import dev.bifrost.transport.HttpServer;
import dev.bifrost.transport.Loops;
import dev.bifrost.transport.ServerSettings;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The simulator while it runs.
public final class Simulator implements AutoCloseable {
  private final HttpServer server;
  private final Dialects dialects;

  private Simulator(HttpServer server, Dialects dialects) {
    this.server = server;
    this.dialects = dialects;
  }

  /// Starts a simulator on these loops.
  public static Simulator start(Loops loops, SimulatorSettings settings) throws IOException {
    Dialects dialects = new Dialects(new Models(settings.pace(), settings.recordings()));
    return new Simulator(
        HttpServer.start(loops, ServerSettings.local(settings.port()), dialects), dialects);
  }

  /// The port it listens on, at 127.0.0.1.
  public int port() {
    return server.port();
  }

  /// The last requests it got, oldest first.
  public List<Received> received() {
    return dialects.received();
  }

  @Override
  public void close() {
    server.close();
  }

  /// Runs alone: `[--port N] [--recordings DIR]`. Prints its port and stays.
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SimulatorSettings settings = SimulatorSettings.parse(List.of(arguments));
    try (Loops loops = Loops.start();
        Simulator simulator = start(loops, settings)) {
      System.err.println("simulator listens on port " + simulator.port());
      new CountDownLatch(1).await();
    }
  }
}
