package dev.bifrost.wire;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds frames in an event stream as the standard parses it (WHATWG HTML, section 9.2.6, read
/// 2026-11-24): lines end in LF, CR or CRLF, comments and unknown fields are passed over, several
/// `data:` lines are joined by LF. Beyond the standard, a last event without its empty line still
/// counts, as providers close like that.
final class EventStreamReader implements FrameReader {
  private byte[] held = new byte[0];
  private int heldLength;
  private boolean skipLineFeed;
  private boolean first = true;
  private @Nullable String name;
  private @Nullable Line data;
  private @Nullable Bytes joined;

  /// Where a line's value lies.
  private record Line(byte[] bytes, int from, int to) {}

  @Override
  public void accept(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    int lineFrom = from;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b != '\n' && b != '\r') {
        i++;
        continue;
      }
      if (skipLineFeed && b == '\n' && i == lineFrom && heldLength == 0) {
        skipLineFeed = false;
        lineFrom = ++i;
        continue;
      }
      skipLineFeed = b == '\r';
      if (heldLength == 0) {
        line(bytes, lineFrom, i, out);
      } else {
        hold(bytes, lineFrom, i);
        byte[] whole = held;
        int length = heldLength;
        held = new byte[0];
        heldLength = 0;
        line(whole, 0, length, out);
      }
      lineFrom = ++i;
    }
    if (lineFrom < to) {
      skipLineFeed = false;
      hold(bytes, lineFrom, to);
    }
    keepOwn();
  }

  @Override
  public void end(Consumer<? super Frame> out) {
    if (heldLength > 0) {
      line(held, 0, heldLength, out);
      heldLength = 0;
    }
    dispatch(out);
  }

  private void hold(byte[] bytes, int from, int to) {
    int length = heldLength + to - from;
    checkSize(length);
    if (length > held.length) {
      held = Arrays.copyOf(held, Math.max(length, held.length * 2));
    }
    System.arraycopy(bytes, from, held, heldLength, to - from);
    heldLength = length;
  }

  /// The caller's array may be used again after the call: what is not yet told becomes a copy.
  private void keepOwn() {
    Line line = data;
    if (line != null) {
      data = new Line(Arrays.copyOfRange(line.bytes, line.from, line.to), 0, line.to - line.from);
    }
  }

  private void line(byte[] bytes, int lineFrom, int to, Consumer<? super Frame> out) {
    int from = lineFrom;
    if (first) {
      first = false;
      if (to - from >= 3 && bytes[from] == (byte) 0xef && bytes[from + 1] == (byte) 0xbb) {
        from += 3;
      }
    }
    if (from == to) {
      dispatch(out);
    } else if (isField(bytes, from, to, "data")) {
      data(bytes, valueFrom(bytes, from + 4, to), to);
    } else if (isField(bytes, from, to, "event")) {
      int value = valueFrom(bytes, from + 5, to);
      name = new String(bytes, value, to - value, StandardCharsets.UTF_8);
    }
  }

  private void data(byte[] bytes, int from, int to) {
    Line before = data;
    if (before == null && joined == null) {
      data = new Line(bytes, from, to);
      return;
    }
    if (joined == null && before != null) {
      joined = new Bytes(to - from + before.to - before.from + 1);
      joined.put(before.bytes, before.from, before.to);
      data = null;
    }
    if (joined != null) {
      checkSize(joined.length() + to - from);
      joined.put('\n').put(bytes, from, to);
    }
  }

  private void dispatch(Consumer<? super Frame> out) {
    String event = name;
    Line single = data;
    Bytes several = joined;
    name = null;
    data = null;
    joined = null;
    if (several != null) {
      byte[] text = several.toArray();
      out.accept(new Frame(event, text, 0, text.length));
    } else if (single != null) {
      out.accept(new Frame(event, single.bytes, single.from, single.to));
    }
  }

  private static boolean isField(byte[] bytes, int from, int to, String field) {
    int length = field.length();
    if (to - from < length || (to - from > length && bytes[from + length] != ':')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[from + i] != field.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int valueFrom(byte[] bytes, int colon, int to) {
    int from = Math.min(colon + 1, to);
    return from < to && bytes[from] == ' ' ? from + 1 : from;
  }

  private static void checkSize(int length) {
    if (length > MAX_FRAME_BYTES) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT,
          "the provider sent an event of more than " + MAX_FRAME_BYTES + " bytes");
    }
  }
}
