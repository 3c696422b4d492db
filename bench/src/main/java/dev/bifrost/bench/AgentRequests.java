package dev.bifrost.bench;

import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A coding agent's request of 300 kB: the largest captured one of the dialect, its conversation
/// repeated; where there are no captures, a small one made long the same way.
///
/// @param captures a folder of captured requests, one folder per client; may be absent
record AgentRequests(Path captures) {
  private static final int BYTES = 300_000;

  /// Headers that belong to the captured connection, not to the request.
  private static final Set<String> OF_THE_LINE =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-length",
          "content-type",
          "host",
          "transfer-encoding");

  /// The request of that dialect.
  Requests.Draft draft(Dialect dialect) {
    Requests.Draft captured = captured(dialect);
    Requests.Draft draft = captured == null ? Requests.plain(dialect) : captured;
    return new Requests.Draft(lengthened(draft.body(), dialect.turns()), draft.headers());
  }

  /// In words, for the report.
  String origin(Dialect dialect) {
    return captured(dialect) == null ? "made up" : "captured from an agent";
  }

  private Requests.@Nullable Draft captured(Dialect dialect) {
    Requests.Draft largest = null;
    int most = 0;
    for (Path file : files()) {
      Obj capture = read(file);
      Obj body = capture.obj("body");
      boolean fits =
          body != null
              && Dialect.ofPath(capture.text("path", "")) == dialect
              && body.list(dialect.turns()).size() > 1;
      if (body != null && fits && body.toBytes().length > most) {
        most = body.toBytes().length;
        largest = new Requests.Draft(body, headers(capture));
      }
    }
    return largest;
  }

  private List<Path> files() {
    if (!Files.isDirectory(captures)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(captures, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private static Obj read(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file)) instanceof Obj capture ? capture : Obj.empty();
    } catch (IOException | JsonFault _) {
      return Obj.empty();
    }
  }

  private static List<Requests.Header> headers(Obj capture) {
    List<Requests.Header> headers = new ArrayList<>();
    for (Json header : capture.list("headers")) {
      if (header instanceof Arr pair
          && pair.size() == 2
          && pair.values().get(0) instanceof Str name
          && pair.values().get(1) instanceof Str value
          && !OF_THE_LINE.contains(name.value().toLowerCase(Locale.ROOT))) {
        headers.add(new Requests.Header(name.value(), value.value()));
      }
    }
    return headers;
  }

  /// The request with its turns repeated until it is long enough.
  private static Obj lengthened(Obj body, String turns) {
    List<Json> once = body.list(turns).values();
    int rest = body.toBytes().length - body.list(turns).toBytes().length;
    int step = Arr.of(once).toBytes().length;
    List<Json> often = new ArrayList<>(once);
    for (int bytes = rest + step; bytes < BYTES; bytes += step) {
      often.addAll(once);
    }
    return body.with(turns, Arr.of(often));
  }
}
