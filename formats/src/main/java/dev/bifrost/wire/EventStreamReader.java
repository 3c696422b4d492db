package dev.bifrost.wire;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds frames in an event stream as the standard parses it (WHATWG HTML, section 9.2.6, read
/// 2026-11-24): lines end in LF, CR or CRLF, comments and other fields are passed over, several
/// `data:` lines are joined by LF. Two liberties: a last event without its empty line still counts,
/// as providers close like that; bytes that are no UTF-8 are left to the reader of the text.
final class EventStreamReader implements FrameReader {
  private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);
  private static final byte[] DATA = "data".getBytes(StandardCharsets.UTF_8);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.UTF_8);

  /// The line that has begun and not ended.
  private Bytes begun = new Bytes(0);

  private boolean afterCarriageReturn;
  private boolean first = true;
  private @Nullable String name;
  private @Nullable Line data;
  private @Nullable Bytes joined;

  /// Where a line's value lies.
  private record Line(byte[] bytes, int from, int to) {}

  @Override
  public void accept(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    int lineFrom = from;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != '\n' && b != '\r') {
        afterCarriageReturn = false;
      } else if (b == '\n' && afterCarriageReturn) {
        afterCarriageReturn = false;
        lineFrom = i + 1;
      } else {
        afterCarriageReturn = b == '\r';
        lineEnds(bytes, lineFrom, i, out);
        lineFrom = i + 1;
      }
    }
    begin(bytes, lineFrom, to);
  }

  @Override
  public void end(Consumer<? super Frame> out) {
    lineEnds(new byte[0], 0, 0, out);
    dispatch(out);
  }

  private void begin(byte[] bytes, int from, int to) {
    checkSize(begun.length() + to - from);
    begun.put(bytes, from, to);
  }

  private void lineEnds(byte[] bytes, int from, int to, Consumer<? super Frame> out) {
    if (begun.length() == 0) {
      line(bytes, from, to, out);
      return;
    }
    begin(bytes, from, to);
    byte[] whole = begun.toArray();
    begun = new Bytes(0);
    line(whole, 0, whole.length, out);
  }

  private void line(byte[] bytes, int lineFrom, int to, Consumer<? super Frame> out) {
    int from = first && startsWith(bytes, lineFrom, to, BYTE_ORDER_MARK) ? lineFrom + 3 : lineFrom;
    first = false;
    if (from == to) {
      dispatch(out);
    } else if (isField(bytes, from, to, DATA)) {
      data(bytes, valueFrom(bytes, from + DATA.length, to), to);
    } else if (isField(bytes, from, to, EVENT)) {
      int value = valueFrom(bytes, from + EVENT.length, to);
      name = value == to ? null : new String(bytes, value, to - value, StandardCharsets.UTF_8);
    }
  }

  private void data(byte[] bytes, int from, int to) {
    Line before = data;
    if (before == null) {
      data = new Line(bytes, from, to);
      return;
    }
    if (joined == null) {
      joined = new Bytes(256).put(before.bytes, before.from, before.to);
    }
    checkSize(joined.length() + to - from);
    joined.put('\n').put(bytes, from, to);
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

  private static boolean isField(byte[] bytes, int from, int to, byte[] field) {
    int colon = from + field.length;
    return startsWith(bytes, from, to, field) && (colon == to || bytes[colon] == ':');
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
    return to - from >= start.length
        && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
  }

  /// Where the value begins: one space after the colon does not count.
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
