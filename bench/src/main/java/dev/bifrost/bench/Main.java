package dev.bifrost.bench;

import dev.bifrost.bench.machine.Cores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `./bifrost bench`: see `--help`. Ends with 0, with 1 where something failed, with 2 where the
/// command line makes no sense.
public final class Main {
  private static final int FAILED = 1;
  private static final int MISUSED = 2;

  private Main() {}

  /// Runs the benchmark.
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(List.of(arguments), System.out));
  }

  private static int run(List<String> arguments, PrintStream out) throws InterruptedException {
    if (arguments.contains("--help")) {
      out.print(Settings.HELP);
      return 0;
    }
    Settings settings;
    try {
      settings = Settings.of(arguments);
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return MISUSED;
    }
    try {
      return measure(settings, out) ? 0 : FAILED;
    } catch (IOException e) {
      out.println("bench: " + e.getMessage());
      return FAILED;
    }
  }

  private static boolean measure(Settings settings, PrintStream out)
      throws IOException, InterruptedException {
    Cores cores = Cores.ofThisMachine();
    cores.bindThisProcess();
    Path folder = Files.createTempDirectory("bifrost-bench");
    boolean good = false;
    try {
      good = new Bench(settings, cores, folder, out).run();
      return good;
    } finally {
      if (good) {
        delete(folder);
      } else {
        out.println("what the processes said: " + folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
