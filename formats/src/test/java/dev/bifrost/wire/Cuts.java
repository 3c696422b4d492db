package dev.bifrost.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Feeds bytes to a reader in pieces, each in an array of its own, as a network does.
public final class Cuts {
  /// Sizes of pieces that meet every kind of boundary sooner or later.
  public static final List<Integer> SIZES = List.of(1, 2, 3, 7, 64, 1021);

  private Cuts() {}

  /// The frames in these bytes, cut into pieces of `size` bytes.
  public static List<Frame> frames(Framing framing, byte[] bytes, int size) {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = framing.reader();
    for (int from = 0; from < bytes.length; from += size) {
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size));
      reader.accept(piece, 0, piece.length, frames::add);
    }
    reader.end(frames::add);
    return frames;
  }

  /// The frames in these bytes, cut into two pieces before byte `at`.
  public static List<Frame> framesCutAt(Framing framing, byte[] bytes, int at) {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = framing.reader();
    byte[] second = Arrays.copyOfRange(bytes, at, bytes.length);
    reader.accept(bytes, 0, at, frames::add);
    reader.accept(second, 0, second.length, frames::add);
    reader.end(frames::add);
    return frames;
  }

  /// What the frames say, one `name|text` each.
  public static List<String> said(List<Frame> frames) {
    return frames.stream()
        .map(frame -> (frame.name() == null ? "" : frame.name() + "|") + frame.text())
        .toList();
  }
}
