package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.recordings.Recording;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Runs the machines of this format in tests.
final class Streams {
  static final AnswerHead HEAD =
      new AnswerHead("0a1b2c3d", "the-model", 1_760_000_000, Obj.empty());

  private Streams() {}

  /// The frames of a recorded stream.
  static List<Frame> frames(Recording recording) {
    byte[] stream = recording.eventStream();
    if (stream == null) {
      throw new AssertionError("not streamed: " + recording);
    }
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = Framing.EVENT_STREAM.reader();
    reader.accept(stream, 0, stream.length, frames::add);
    reader.end(frames::add);
    return frames;
  }

  /// Frames of these JSON texts, each named by its type.
  static List<Frame> frames(String... events) {
    List<Frame> frames = new ArrayList<>();
    for (String event : events) {
      Obj json = (Obj) Json.parse(event);
      frames.add(Frame.of(json.text("type"), json));
    }
    return frames;
  }

  static List<StreamEvent> decode(List<Frame> frames) {
    StreamDecoder decoder = new ResponsesDecoder();
    List<StreamEvent> events = new ArrayList<>();
    frames.forEach(frame -> decoder.accept(frame, events::add));
    decoder.end(events::add);
    return events;
  }

  static List<Frame> encode(List<StreamEvent> events) {
    return encode(HEAD, events);
  }

  static List<Frame> encode(AnswerHead head, List<StreamEvent> events) {
    StreamEncoder encoder = new ResponsesEncoder(head);
    List<Frame> frames = new ArrayList<>();
    events.forEach(event -> encoder.accept(event, frames::add));
    return frames;
  }

  /// The response object in the last frame.
  static Obj response(List<Frame> frames) {
    return obj((Obj) frames.getLast().json(), "response");
  }

  /// The object of that name, which must be there.
  static Obj obj(Obj owner, String name) {
    return Objects.requireNonNull(owner.obj(name), name);
  }

  /// The frames of that type, as JSON.
  static List<Obj> of(List<Frame> frames, String type) {
    return frames.stream()
        .filter(frame -> type.equals(frame.name()))
        .map(frame -> (Obj) frame.json())
        .toList();
  }

  /// A call of a function.
  static Part call(String id, String name, String arguments) {
    return new Part.ToolCall(id, ToolName.function(name), new Arguments.Text(Str.of(arguments)));
  }
}
