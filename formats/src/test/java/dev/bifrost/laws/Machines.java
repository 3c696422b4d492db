package dev.bifrost.laws;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;

/// Runs the stream machines over whole lists.
public final class Machines {
  /// The facts that encoders get; the request asks a Chat stream for its usage.
  public static final AnswerHead HEAD =
      new AnswerHead(
          "0123456789abcdef",
          "the-model",
          1_790_000_000L,
          (Obj) Json.parse("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}"));

  private Machines() {}

  /// What the format understands of these frames when the bytes end cleanly behind them.
  public static List<StreamEvent> decoded(WireFormat format, List<Frame> frames) {
    List<StreamEvent> events = new ArrayList<>();
    StreamDecoder decoder = format.chat().decoder();
    frames.forEach(frame -> decoder.accept(frame, events::add));
    decoder.end(events::add);
    return events;
  }

  /// The frames in which the format tells these events.
  public static List<Frame> encoded(WireFormat format, List<StreamEvent> events) {
    List<Frame> frames = new ArrayList<>();
    StreamEncoder encoder = format.chat().encoder(HEAD);
    events.forEach(event -> encoder.accept(event, frames::add));
    return frames;
  }

  /// The whole answer that these events tell, held to the grammar.
  public static ChatResponse whole(List<StreamEvent> events) {
    AnswerFold fold = new AnswerFold();
    events.forEach(fold::accept);
    return fold.response();
  }

  /// Whether the events are a sentence of the grammar that ends once.
  public static boolean isSentence(List<StreamEvent> events) {
    AnswerFold fold = new AnswerFold();
    try {
      events.forEach(fold::accept);
    } catch (IllegalStateException noSentence) {
      return false;
    }
    return !events.isEmpty() && isEnd(events.getLast());
  }

  /// Whether the events end in success.
  public static boolean isFinished(List<StreamEvent> events) {
    return !events.isEmpty() && events.getLast() instanceof StreamEvent.Finished;
  }

  private static boolean isEnd(StreamEvent event) {
    return event instanceof StreamEvent.Finished || event instanceof StreamEvent.Broken;
  }
}
