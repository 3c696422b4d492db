package dev.bifrost.bench.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A process that the bench has started, and ends with itself at the latest. What it says goes to a
/// file.
final class Child implements AutoCloseable {
  private static final int LAST_WORDS = 2000;

  private final Process process;
  private final Path log;
  private final Thread lastResort;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.lastResort = new Thread(() -> new ProcessTree(process.toHandle()).end(), "end child");
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  /// Starts the command; both its outputs go to `log`.
  static Child start(List<String> command, Path log) throws IOException {
    return new Child(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /// Starts the command; its standard output can be read, what else it says goes to `log`.
  static Child startTalking(List<String> command, Path log) throws IOException {
    return new Child(new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
  }

  Process process() {
    return process;
  }

  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// The end of what it said, for messages.
  String lastWords() throws IOException {
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    return said.substring(Math.max(0, said.length() - LAST_WORDS)).strip();
  }

  @Override
  public void close() {
    tree().end();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }
}
