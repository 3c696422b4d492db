package dev.bifrost.wire;

import dev.bifrost.json.Bytes;

/// Lays frames into an event stream: `event:` where the frame has a name, one `data:` line, an
/// empty line. The texts are JSON or single words, so they hold no line ends.
final class EventStreamWriter implements FrameWriter {
  @Override
  public void write(Frame frame, Bytes out) {
    if (frame.name() != null) {
      out.ascii("event: ").utf8(frame.name()).put('\n');
    }
    out.ascii("data: ").put(frame.bytes(), frame.from(), frame.to()).ascii("\n\n");
  }

  @Override
  public void end(Bytes out) {
    // An event stream has no closing mark of its own.
  }
}
