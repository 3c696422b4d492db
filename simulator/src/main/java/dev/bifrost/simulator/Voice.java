package dev.bifrost.simulator;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.BodyWriter;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.StreamEncoder;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Says an answer in one dialect, whole or streamed, well or badly.
///
/// @param body the request, of which some dialects repeat parts
/// @param id the answer's id
/// @param pace the pause between two events of a stream
record Voice(
    Exchange exchange, WireFormat format, Framing framing, Obj body, String id, Duration pace) {

  Voice slower(Duration slow) {
    return new Voice(exchange, format, framing, body, id, slow);
  }

  private AnswerHead head() {
    return new AnswerHead("sim" + id, "simulator", 1_700_000_000L, body);
  }

  /// Answers well.
  void say(List<StreamEvent> events, boolean stream) throws IOException {
    if (!stream) {
      AnswerFold fold = new AnswerFold();
      events.forEach(fold::accept);
      byte[] whole = format.chat().writeAnswer(head(), fold.response()).toBytes();
      exchange.respond(200, Headers.of("content-type", "application/json"), whole);
      return;
    }
    stream(events, Integer.MAX_VALUE, null).end();
  }

  /// Streams the first `most` frames and then leaves the stream open.
  ///
  /// @param malformedAt the place of a frame to replace by something unreadable, or null
  BodyWriter stream(List<StreamEvent> events, int most, @Nullable Integer malformedAt)
      throws IOException {
    BodyWriter out =
        exchange.stream(200, Headers.of("content-type", framing.contentType() + "; charset=utf-8"));
    StreamEncoder encoder = format.chat().encoder(head());
    FrameWriter writer = framing.writer();
    int count = 0;
    for (StreamEvent event : events) {
      List<Frame> frames = new ArrayList<>();
      encoder.accept(event, frames::add);
      for (Frame frame : frames) {
        if (count == most) {
          return out;
        }
        Bytes bytes = new Bytes(256);
        boolean broken = malformedAt != null && malformedAt == count;
        writer.write(broken ? Frame.of(frame.name(), "{\"broken\":") : frame, bytes);
        out.write(bytes.toArray());
        count++;
      }
      pause();
    }
    Bytes tail = new Bytes(16);
    writer.end(tail);
    if (tail.length() > 0) {
      out.write(tail.toArray());
    }
    return out;
  }

  private void pause() {
    if (pace.isPositive()) {
      LockSupport.parkNanos(pace.toNanos());
    }
  }

  void refuse(Failure failure, @Nullable String retryAfter) throws IOException {
    Dialects.refuse(exchange, format, failure, retryAfter);
  }
}
