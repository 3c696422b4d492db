package dev.bifrost.simulator;

import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.transport.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Plays what real providers answered: the recorded status, fields and bytes; a stream event by
/// event. A recording is a JSON file with a member `response` that holds `status`, `headers` and
/// either `sse`, the text of an event stream, or `body`, a JSON document.
///
/// @param folder where the recordings lie, or null where there are none
record Recordings(@Nullable Path folder) {
  private static final String SUFFIX = ".json";
  private static final String FRAME_END = "\n\n";

  /// Fields that belong to the recorded connection.
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("content-length", "content-encoding", "transfer-encoding", "connection", "date");

  /// Plays the recording of that name, its path in the folder without `.json`; null where there is
  /// none.
  ///
  /// @param pace the pause before each event of a stream
  @Nullable Play play(String name, Duration pace) {
    Obj recording = read(name);
    Obj response = recording == null ? null : recording.obj("response");
    if (response == null) {
      return null;
    }
    int status = (int) response.number("status", 200);
    String stream = response.text("sse");
    if (stream != null) {
      Headers headers = headers(response, "text/event-stream");
      return new Play(status, headers, events(stream), pace, Play.Ending.CLEAN);
    }
    Json body = response.get("body");
    byte[] bytes = body == null ? new byte[0] : body.toBytes();
    return Play.whole(status, "application/json", bytes)
        .withHeaders(headers(response, "application/json"));
  }

  /// The file's content; nothing outside the folder is ever read.
  private @Nullable Obj read(String name) {
    if (folder == null) {
      return null;
    }
    try {
      Path root = folder.toRealPath();
      Path file = root.resolve(name + SUFFIX).normalize();
      boolean readable = file.startsWith(root) && Files.isRegularFile(file);
      return readable && Json.parse(Files.readAllBytes(file)) instanceof Obj told ? told : null;
    } catch (IOException | JsonFault | InvalidPathException unreadable) {
      return null;
    }
  }

  private static Headers headers(Obj response, String contentType) {
    Headers.Builder headers = Headers.builder();
    Obj recorded = response.obj("headers");
    for (Member header : recorded == null ? List.<Member>of() : recorded.members()) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (header.value() instanceof Str value && !OF_THE_CONNECTION.contains(name)) {
        headers.add(name, value.value());
      }
    }
    return headers.has("content-type")
        ? headers.build()
        : headers.add("content-type", contentType).build();
  }

  private static List<byte[]> events(String stream) {
    List<byte[]> events = new ArrayList<>();
    int from = 0;
    while (from < stream.length()) {
      int end = stream.indexOf(FRAME_END, from);
      int to = end < 0 ? stream.length() : end + FRAME_END.length();
      events.add(stream.substring(from, to).getBytes(StandardCharsets.UTF_8));
      from = to;
    }
    return events;
  }
}
