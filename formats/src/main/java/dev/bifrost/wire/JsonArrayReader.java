package dev.bifrost.wire;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import java.util.function.Consumer;

/// Finds the objects of one JSON array as they arrive.
final class JsonArrayReader implements FrameReader {
  private Bytes item = new Bytes(1024);
  private int depth;
  private boolean inString;
  private boolean afterBackslash;

  @Override
  public void accept(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (depth == 0 && b != '{') {
        continue;
      }
      item.put(b);
      if (inString) {
        inString = afterBackslash || b != '"';
        afterBackslash = !afterBackslash && b == '\\';
      } else if (b == '"') {
        inString = true;
      } else if (b == '{') {
        depth++;
      } else if (b == '}' && --depth == 0) {
        byte[] text = item.toArray();
        item = new Bytes(text.length);
        out.accept(new Frame(null, text, 0, text.length));
      }
    }
    if (item.length() > MAX_FRAME_BYTES) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT,
          "the provider sent an item of more than " + MAX_FRAME_BYTES + " bytes");
    }
  }

  @Override
  public void end(Consumer<? super Frame> out) {
    // An item without its end is no frame; the decoder tells that the format's end was not seen.
  }
}
