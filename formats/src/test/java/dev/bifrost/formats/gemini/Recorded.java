package dev.bifrost.formats.gemini;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The recorded exchanges of this format, and what tests do with them.
final class Recorded {
  static final ChatCodec CHAT = new GeminiFormat().chat();
  static final AnswerHead HEAD =
      new AnswerHead("0123456789", "the-model", 1_700_000_000, Obj.empty());

  private Recorded() {}

  static Stream<Recording> all() {
    return Recordings.of(GeminiFormat.NAME);
  }

  /// Exchanges with a request that the provider understood.
  static Stream<Recording> requests() {
    return all().filter(one -> one.status() == 200 && one.requestBody() != null);
  }

  /// Whole answers of status 200.
  static Stream<Recording> whole() {
    return all().filter(one -> one.status() == 200 && one.body() instanceof Obj);
  }

  /// Streamed answers of status 200, as an event stream or as a JSON array.
  static Stream<Recording> streamed() {
    return all()
        .filter(one -> one.status() == 200)
        .filter(one -> one.eventStream() != null || one.body() instanceof Arr);
  }

  static Stream<Recording> refused() {
    return all().filter(one -> one.status() >= 400);
  }

  static List<Frame> frames(Recording recording) {
    byte[] events = recording.eventStream();
    if (events != null) {
      return frames(Framing.EVENT_STREAM, events);
    }
    Json items = recording.body();
    return items == null ? List.of() : frames(Framing.JSON_ARRAY, items.toBytes());
  }

  /// The body of a whole answer.
  static Obj body(Recording recording) {
    return recording.body() instanceof Obj body ? body : Obj.empty();
  }

  static List<Frame> frames(Framing framing, byte[] bytes) {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = framing.reader();
    reader.accept(bytes, 0, bytes.length, frames::add);
    reader.end(frames::add);
    return frames;
  }

  static List<StreamEvent> decoded(List<Frame> frames) {
    List<StreamEvent> events = new ArrayList<>();
    StreamDecoder decoder = CHAT.decoder();
    frames.forEach(frame -> decoder.accept(frame, events::add));
    decoder.end(events::add);
    return events;
  }

  static List<StreamEvent> decoded(String... chunks) {
    return decoded(Stream.of(chunks).map(chunk -> Frame.of(null, chunk)).toList());
  }

  static List<Frame> encoded(List<StreamEvent> events) {
    List<Frame> frames = new ArrayList<>();
    StreamEncoder encoder = CHAT.encoder(HEAD);
    events.forEach(event -> encoder.accept(event, frames::add));
    return frames;
  }

  static boolean isFinished(List<StreamEvent> events) {
    return events.getLast() instanceof Finished;
  }

  static boolean isBroken(List<StreamEvent> events) {
    return events.getLast() instanceof Broken;
  }

  /// What the path of a request says: `…/models/MODEL:streamGenerateContent`.
  static PathFacts path(String path) {
    int from = path.indexOf("/models/");
    int to = path.lastIndexOf(':');
    String model = from < 0 || to < from ? "gemini-test" : path.substring(from + 8, to);
    return new PathFacts(model, path.contains(":stream"));
  }

  static Obj obj(String json) {
    return (Obj) Json.parse(json.replace('\'', '"'));
  }
}
