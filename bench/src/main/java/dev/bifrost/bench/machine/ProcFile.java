package dev.bifrost.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A file of `/proc` made of lines `Name: value` (proc(5)).
///
/// @param fields by name
record ProcFile(Map<String, String> fields) {
  static ProcFile of(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    return new ProcFile(fields);
  }

  /// The value of that name, or nothing.
  String field(String name) {
    return fields.getOrDefault(name, "");
  }

  /// The bytes of a value such as `1234 kB`; 0 when absent.
  long bytes(String name) {
    String value = field(name);
    int space = value.indexOf(' ');
    return space < 0 ? 0 : 1024 * Long.parseLong(value.substring(0, space));
  }
}
