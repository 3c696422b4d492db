package dev.bifrost.bench.machine;

import dev.bifrost.bench.mock.MockMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The mock provider as a process on the core of the load.
public final class MockProcess implements AutoCloseable {
  private final Child child;
  private final InetSocketAddress address;

  private MockProcess(Child child, InetSocketAddress address) {
    this.child = child;
    this.address = address;
  }

  /// Starts it with this program's own classes.
  public static MockProcess start(Cores cores, Path folder) throws IOException {
    List<String> command =
        List.of(
            Executables.java(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            MockMain.class.getName());
    Child child = Child.startTalking(cores.onLoad(command), folder.resolve("mock.log"));
    BufferedReader out = child.process().inputReader(StandardCharsets.US_ASCII);
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the mock did not start: " + child.lastWords());
    }
    return new MockProcess(child, Ports.loopback(Integer.parseInt(port)));
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// Its process.
  public ProcessTree tree() {
    return child.tree();
  }

  @Override
  public void close() {
    child.close();
  }
}
