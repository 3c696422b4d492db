package dev.bifrost.formats.gemini;

import dev.bifrost.json.Str;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Places in the text of an answer. Google counts bytes of UTF-8 from the beginning of the whole
/// text (recorded), our words count code points from the beginning of the text part. The pieces are
/// only put together when somebody asks.
final class TextOffsets {
  private final List<Str> pieces = new ArrayList<>();
  private int partFrom;

  /// A text part begins.
  void begin() {
    partFrom = pieces.size();
  }

  void add(Str piece) {
    pieces.add(piece);
  }

  /// What was said before the present part, and in it.
  Snapshot snapshot() {
    byte[] before = Str.join(pieces.subList(0, partFrom)).utf8();
    byte[] part = Str.join(pieces.subList(partFrom, pieces.size())).utf8();
    return new Snapshot(before.length, part);
  }

  /// The text so far.
  ///
  /// @param before the bytes before the present part
  /// @param part the bytes of the present part
  record Snapshot(int before, byte[] part) {

    /// The code point of the part at this byte of the whole text, or -1 where it lies outside.
    long codePoint(long wholeByte) {
      long inPart = wholeByte - before;
      if (inPart < 0 || inPart > part.length) {
        return -1;
      }
      long codePoints = 0;
      for (int i = 0; i < inPart; i++) {
        if ((part[i] & 0xc0) != 0x80) {
          codePoints++;
        }
      }
      return codePoints;
    }

    /// The byte of the whole text at this code point of the part.
    long wholeByte(long codePoint) {
      long seen = 0;
      for (int i = 0; i < part.length; i++) {
        if ((part[i] & 0xc0) != 0x80 && seen++ == codePoint) {
          return (long) before + i;
        }
      }
      return (long) before + part.length;
    }

    /// The words between two bytes of the whole text.
    Str slice(long from, long to) {
      int start = Math.clamp(from - before, 0, part.length);
      int end = Math.clamp(to - before, start, part.length);
      return Str.of(new String(part, start, end - start, StandardCharsets.UTF_8));
    }
  }
}
