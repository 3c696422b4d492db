package dev.bifrost.wire;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import java.util.function.Consumer;

/// Finds the objects of one JSON array as they arrive; an object that stands alone, such as an
/// error body, is found too.
final class JsonArrayReader implements FrameReader {
  /// The item that has begun and not ended.
  private Bytes begun = new Bytes(0);

  private int depth;
  private boolean inString;
  private boolean afterBackslash;

  @Override
  public void accept(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    int itemFrom = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (inString) {
        inString = afterBackslash || b != '"';
        afterBackslash = !afterBackslash && b == '\\';
      } else if (b == '"') {
        inString = depth > 0;
      } else if (b == '{') {
        itemFrom = depth++ == 0 ? i : itemFrom;
      } else if (b == '}' && depth > 0 && --depth == 0) {
        itemEnds(bytes, itemFrom, i + 1, out);
      }
    }
    if (depth > 0) {
      begin(bytes, itemFrom, to);
    }
  }

  @Override
  public void end(Consumer<? super Frame> out) {
    // An item without its end is no frame; the decoder tells that the format's end was not seen.
  }

  private void begin(byte[] bytes, int from, int to) {
    if (begun.length() + to - from > MAX_FRAME_BYTES) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT,
          "the provider sent an item of more than " + MAX_FRAME_BYTES + " bytes");
    }
    begun.put(bytes, from, to);
  }

  private void itemEnds(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    if (begun.length() == 0) {
      out.accept(new Frame(null, bytes, from, to));
      return;
    }
    begin(bytes, from, to);
    byte[] whole = begun.toArray();
    begun = new Bytes(0);
    out.accept(new Frame(null, whole, 0, whole.length));
  }
}
