package dev.bifrost.simulator;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Lays answers into the bytes of the dialect that was asked in.
///
/// @param id the answer's id
/// @param pace the pause before each piece of a stream
record Voice(Asked asked, String id, Duration pace) {
  private static final String JSON = "application/json";
  private static final long CREATED = 1_700_000_000L;

  /// The answer that these events tell, streamed or whole as it was asked for.
  Play say(List<StreamEvent> events) {
    return asked.stream() ? streamed(events) : whole(events);
  }

  private AnswerHead head() {
    return new AnswerHead("sim" + id, "simulator", CREATED, asked.body());
  }

  private Play whole(List<StreamEvent> events) {
    if (events.getLast() instanceof StreamEvent.Broken(Failure failure, _)) {
      return Play.whole(200, JSON, asked.format().writeFailure(failure).body().toBytes());
    }
    AnswerFold fold = new AnswerFold();
    events.forEach(fold::accept);
    byte[] body = asked.format().chat().writeAnswer(head(), fold.response()).toBytes();
    return Play.whole(200, JSON, body);
  }

  private Play streamed(List<StreamEvent> events) {
    StreamEncoder encoder = asked.format().chat().encoder(head());
    FrameWriter writer = asked.framing().writer();
    List<byte[]> pieces = new ArrayList<>();
    for (StreamEvent event : events) {
      encoder.accept(event, frame -> pieces.add(bytes(writer, frame)));
    }
    Bytes tail = new Bytes(16);
    writer.end(tail);
    if (tail.length() > 0) {
      pieces.add(tail.toArray());
    }
    Headers headers = Headers.of("content-type", asked.framing().contentType() + "; charset=utf-8");
    return new Play(200, headers, pieces, pace, Play.Ending.CLEAN);
  }

  private static byte[] bytes(FrameWriter writer, Frame frame) {
    Bytes bytes = new Bytes(256);
    writer.write(frame, bytes);
    return bytes.toArray();
  }

  /// A refusal in a dialect, with the status that the failure names even where the dialect's own
  /// provider would say another.
  static Play refusal(WireFormat format, Failure failure) {
    Reply reply = format.writeFailure(failure);
    return Play.whole(failure.status(), JSON, reply.body().toBytes());
  }
}
