package dev.bifrost.bench.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/// The plain proxy that everything is compared with: nginx where it is installed, else a byte pump.
/// It passes requests to the mock as they are and understands nothing of them.
public final class Floor implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(20);

  private final String name;
  private final Child child;
  private final InetSocketAddress address;

  private Floor(String name, Child child, InetSocketAddress address) {
    this.name = name;
    this.child = child;
    this.address = address;
  }

  /// Starts it before that upstream, on the core of what is measured.
  ///
  /// @param folder an empty folder for its files
  public static Floor start(Cores cores, InetSocketAddress upstream, Path folder)
      throws IOException {
    Path nginx = Executables.find("nginx");
    return nginx == null ? pump(cores, upstream, folder) : nginx(nginx, cores, upstream, folder);
  }

  private static Floor nginx(Path nginx, Cores cores, InetSocketAddress upstream, Path folder)
      throws IOException {
    // As root, nginx gives its worker away to another user, who must get at its temporary files.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = Ports.free();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, NginxConfiguration.text(folder, port, upstream.getPort()));
    List<String> command =
        List.of(nginx.toString(), "-c", configuration.toString(), "-p", folder.toString());
    Child child = Child.start(cores.onMeasured(command), folder.resolve("floor.log"));
    return new Floor(version(nginx), child, Ports.loopback(port)).awaited();
  }

  private static String version(Path nginx) throws IOException {
    Process process = new ProcessBuilder(nginx.toString(), "-v").redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return said.substring(said.lastIndexOf(' ') + 1);
  }

  /// The byte pump, for machines without nginx.
  static Floor pump(Cores cores, InetSocketAddress upstream, Path folder) throws IOException {
    int port = Ports.free();
    List<String> command =
        List.of(
            Executables.java(),
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Pump.class.getName(),
            Integer.toString(port),
            Integer.toString(upstream.getPort()));
    Child child = Child.start(cores.onMeasured(command), folder.resolve("floor.log"));
    return new Floor("byte pump in Java (no nginx here)", child, Ports.loopback(port)).awaited();
  }

  private Floor awaited() throws IOException {
    byte[] question = Probe.get("/");
    if (!Patience.until(() -> !child.isAlive() || Probe.answers(address, question), TO_START)
        || !child.isAlive()) {
      String words = child.lastWords();
      close();
      throw new IOException(name + " did not start: " + words);
    }
    return this;
  }

  /// What it is.
  public String name() {
    return name;
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return address;
  }

  /// Its processes.
  public ProcessTree tree() {
    return child.tree();
  }

  @Override
  public void close() {
    child.close();
  }
}
