package dev.bifrost.bench.machine;

import dev.bifrost.json.Obj;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The gateway under test, started anew with a folder and a port of its own.
public final class Gateway implements AutoCloseable {
  private final Child child;
  private final InetSocketAddress address;
  private final Duration startUp;

  private Gateway(Child child, InetSocketAddress address, Duration startUp) {
    this.child = child;
    this.address = address;
    this.startUp = startUp;
  }

  /// How to start it.
  ///
  /// @param command a shell command with `{dir}` and `{port}` in it
  /// @param configuration its `config.json`
  /// @param question the first request, which a gateway that is ready answers with 200
  /// @param patience how long to wait for that
  public record Recipe(String command, Obj configuration, byte[] question, Duration patience) {
    /// The same, with another patience.
    public Recipe waiting(Duration changed) {
      return new Recipe(command, configuration, question, changed);
    }
  }

  /// Starts it and waits for `/health` and the first answer.
  ///
  /// @param cores where it may run
  /// @param folder an empty folder for its files
  public static Gateway start(Recipe recipe, Cores cores, Path folder) throws IOException {
    Files.write(folder.resolve("config.json"), recipe.configuration().toBytes());
    int port = Ports.free();
    InetSocketAddress address = Ports.loopback(port);
    String command =
        recipe
            .command()
            .replace("{dir}", folder.toString())
            .replace("{port}", Integer.toString(port));
    byte[] health = Probe.get("/health");

    long begun = System.nanoTime();
    List<String> shell = List.of("/bin/sh", "-c", command);
    Child child = Child.start(cores.onMeasured(shell), folder.resolve("gateway.log"));
    boolean ready =
        Patience.until(() -> !child.isAlive() || Probe.answers(address, health), recipe.patience())
            && Patience.until(
                () -> !child.isAlive() || Probe.answers(address, recipe.question()),
                recipe.patience())
            && child.isAlive();
    Duration startUp = Duration.ofNanos(System.nanoTime() - begun);
    if (!ready) {
      String words = child.lastWords();
      child.close();
      throw new IOException("the gateway gave no answer: " + command + "\n" + words);
    }
    return new Gateway(child, address, startUp);
  }

  /// From the start of its process to the first answer.
  public Duration startUp() {
    return startUp;
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
