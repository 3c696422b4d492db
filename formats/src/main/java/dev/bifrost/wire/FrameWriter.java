package dev.bifrost.wire;

import dev.bifrost.json.Bytes;

/// Lays frames into bytes. Private state, one stream, one thread.
public interface FrameWriter {
  /// Appends a frame.
  void write(Frame frame, Bytes out);

  /// Appends what the framing wants after the last frame.
  void end(Bytes out);
}
