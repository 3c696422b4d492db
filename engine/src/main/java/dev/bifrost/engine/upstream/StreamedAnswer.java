package dev.bifrost.engine.upstream;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failed;
import dev.bifrost.json.Bytes;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.StreamEncoder;
import java.util.function.Consumer;

/// Writes events as a stream in the client's dialect. The client's answer begins with the first
/// event; a failure before that is a failure of the whole request.
final class StreamedAnswer implements EventSink {
  private final Answer answer;
  private final Headers headers;
  private final StreamEncoder encoder;
  private final FrameWriter writer;
  private final Consumer<Frame> frames;
  private Bytes out = new Bytes(1024);
  private boolean started;
  private boolean ended;

  StreamedAnswer(Answer answer, Headers headers, StreamEncoder encoder, FrameWriter writer) {
    this.answer = answer;
    this.headers = headers;
    this.encoder = encoder;
    this.writer = writer;
    this.frames = frame -> writer.write(frame, out);
  }

  @Override
  public void accept(StreamEvent event) {
    answer.account().hear(event);
    if (!started) {
      if (event instanceof StreamEvent.Broken broken) {
        throw new Failed(broken.failure());
      }
      answer.start(200, headers);
      started = true;
    }
    ended |= event instanceof StreamEvent.Finished || event instanceof StreamEvent.Broken;
    encoder.accept(event, frames);
  }

  @Override
  public void flush() {
    if (out.length() > 0) {
      Bytes full = out;
      out = new Bytes(1024);
      answer.write(full);
    }
  }

  @Override
  public void finish() {
    writer.end(out);
    flush();
    answer.end();
  }

  @Override
  public boolean isEnded() {
    return ended;
  }
}
