package dev.bifrost.wire;

import dev.bifrost.json.Bytes;

/// Lays frames into an event stream: `event:` where the frame has a name, one `data:` line, an
/// empty line.
final class EventStreamWriter implements FrameWriter {
  @Override
  public void write(Frame frame, Bytes out) {
    if (frame.name() != null) {
      out.ascii("event: ").utf8(frame.name()).put('\n');
    }
    out.ascii("data: ");
    line(frame, out);
    out.ascii("\n\n");
  }

  /// The text as one line. Line ends can only stand between the words of a JSON text that a
  /// provider laid out for people; a space does as well there, and simple clients read only one
  /// line.
  private static void line(Frame frame, Bytes out) {
    byte[] bytes = frame.bytes();
    int from = frame.from();
    for (int i = from; i < frame.to(); i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r') {
        out.put(bytes, from, i).put(' ');
        from = i + 1;
      }
    }
    out.put(bytes, from, frame.to());
  }

  @Override
  public void end(Bytes out) {
    // An event stream has no closing mark of its own.
  }
}
