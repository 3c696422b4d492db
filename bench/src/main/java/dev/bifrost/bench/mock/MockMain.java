package dev.bifrost.bench.mock;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// The mock as a process of its own: prints its port on one line, and ends when its standard input
/// does, so that it never outlives the bench.
public final class MockMain {
  private MockMain() {}

  /// Starts it; no arguments.
  public static void main(String[] arguments) throws IOException {
    MockServer server = new MockServer(0);
    Thread.ofPlatform().daemon().name("parent").start(() -> endWithParent(server));
    System.out.println(server.port());
    server.serve();
  }

  private static void endWithParent(MockServer server) {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
      server.close();
      System.exit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
