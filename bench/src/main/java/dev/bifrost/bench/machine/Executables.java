package dev.bifrost.bench.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Programs that are installed.
final class Executables {
  private static final String WHERE_ELSE = File.pathSeparator + "/usr/sbin:/usr/local/sbin";

  private Executables() {}

  /// Where the program lies, or null.
  static @Nullable Path find(String name) {
    String path = System.getenv().getOrDefault("PATH", "") + WHERE_ELSE;
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path file = Path.of(folder, name);
      if (Files.isRegularFile(file) && Files.isExecutable(file)) {
        return file;
      }
    }
    return null;
  }

  /// The `java` that runs this.
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
