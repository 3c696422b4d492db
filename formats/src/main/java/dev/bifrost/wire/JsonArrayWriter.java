package dev.bifrost.wire;

import dev.bifrost.json.Bytes;

/// Lays frames into one JSON array.
final class JsonArrayWriter implements FrameWriter {
  private boolean started;

  @Override
  public void write(Frame frame, Bytes out) {
    out.ascii(started ? ",\r\n" : "[").put(frame.bytes(), frame.from(), frame.to());
    started = true;
  }

  @Override
  public void end(Bytes out) {
    out.ascii(started ? "]" : "[]");
  }
}
