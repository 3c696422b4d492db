package dev.bifrost.wire;

import java.util.function.Consumer;

/// Finds frames in bytes that may be cut anywhere. Private state, one stream, one thread.
public interface FrameReader {
  /// The most bytes one frame may have; a longer one ends the reading.
  int MAX_FRAME_BYTES = 16 << 20;

  /// Takes the next bytes. Frames, and the texts read from them, are slices of the array where they
  /// can be: it is handed over, and nobody may write to it afterwards.
  ///
  /// @throws dev.bifrost.failure.Failed `PROVIDER_FAULT` when a frame is longer than
  ///   [#MAX_FRAME_BYTES] or the framing is broken
  void accept(byte[] bytes, int from, int to, Consumer<? super Frame> out);

  /// The bytes have ended; gives a last frame that is complete but for its closing mark.
  void end(Consumer<? super Frame> out);
}
