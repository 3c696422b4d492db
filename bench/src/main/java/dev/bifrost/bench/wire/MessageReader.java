package dev.bifrost.bench.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads HTTP/1.1 messages off one connection, from slices cut anywhere. Only what a benchmark
/// needs of the grammar (RFC 9112, read 2026-11-24): heads, `content-length` and chunked bodies.
public final class MessageReader {
  /// Hears what is read. The arrays are only lent until the call returns.
  public interface Listener {
    /// The start line and the header lines.
    void head(byte[] bytes, int from, int to);

    /// A piece of the body, without its framing.
    void body(byte[] bytes, int from, int to);

    /// The message is complete.
    void end();
  }

  private enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER,
    UNTIL_CLOSE
  }

  private static final int LARGEST_HEAD = 64 * 1024;

  private final Listener listener;
  private final boolean answers;
  private State state = State.HEAD;
  private byte[] head = new byte[1024];
  private int headLength;
  private long left;
  private int lineLength;
  private boolean closes;

  private MessageReader(Listener listener, boolean answers) {
    this.listener = listener;
    this.answers = answers;
  }

  /// Reads what clients send: a message without a length has no body.
  public static MessageReader ofRequests(Listener listener) {
    return new MessageReader(listener, false);
  }

  /// Reads what servers send: an answer without a length ends with the connection, and interim
  /// answers are skipped.
  public static MessageReader ofAnswers(Listener listener) {
    return new MessageReader(listener, true);
  }

  /// Whether nothing of a message has been read that is not complete.
  public boolean atRest() {
    return state == State.HEAD && headLength == 0;
  }

  /// Whether the last head announced the end of the connection.
  public boolean closes() {
    return closes;
  }

  /// Reads the bytes from `from` to `to`.
  ///
  /// @throws IOException when they are no HTTP
  public void accept(byte[] bytes, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      at =
          switch (state) {
            case HEAD -> readHead(bytes, at, to);
            case FIXED -> readFixed(bytes, at, to);
            case CHUNK_SIZE -> readSize(bytes, at, to);
            case CHUNK_DATA -> readChunk(bytes, at, to);
            case CHUNK_END -> skipLine(bytes, at, to);
            case TRAILER -> readTrailer(bytes, at, to);
            case UNTIL_CLOSE -> readRest(bytes, at, to);
          };
    }
  }

  /// The connection has ended.
  ///
  /// @throws IOException when that cuts a message
  public void endOfConnection() throws IOException {
    if (state == State.UNTIL_CLOSE) {
      finish();
    } else if (!atRest()) {
      throw new IOException("connection ended inside a message");
    }
  }

  private int readHead(byte[] bytes, int from, int to) throws IOException {
    if (headLength == 0) {
      int end = endOfHead(bytes, from, to);
      if (end > 0) {
        beginBody(bytes, from, end);
        return end;
      }
    }
    for (int i = from; i < to; i++) {
      if (headLength == head.length) {
        if (headLength >= LARGEST_HEAD) {
          throw new IOException("head larger than " + LARGEST_HEAD);
        }
        head = Arrays.copyOf(head, 2 * headLength);
      }
      head[headLength++] = bytes[i];
      if (bytes[i] == '\n' && endOfHead(head, Math.max(0, headLength - 4), headLength) > 0) {
        int length = headLength;
        headLength = 0;
        beginBody(head, 0, length);
        return i + 1;
      }
    }
    return to;
  }

  /// The place after the empty line, or -1.
  private static int endOfHead(byte[] bytes, int from, int to) {
    for (int i = from + 3; i < to; i++) {
      if (bytes[i] == '\n'
          && bytes[i - 1] == '\r'
          && bytes[i - 2] == '\n'
          && bytes[i - 3] == '\r') {
        return i + 1;
      }
    }
    return -1;
  }

  private void beginBody(byte[] bytes, int from, int to) throws IOException {
    if (answers && to - from > 9 && bytes[from + 9] == '1') {
      return;
    }
    HeadFraming framing = HeadFraming.of(bytes, from, to);
    closes = framing.closes();
    listener.head(bytes, from, to);
    if (framing.chunked()) {
      state = State.CHUNK_SIZE;
      left = 0;
    } else if (framing.length() < 0 && answers) {
      state = State.UNTIL_CLOSE;
    } else if (framing.length() <= 0) {
      finish();
    } else {
      state = State.FIXED;
      left = framing.length();
    }
  }

  private int readFixed(byte[] bytes, int from, int to) {
    int end = (int) Math.min(to, from + left);
    left -= end - from;
    listener.body(bytes, from, end);
    if (left == 0) {
      finish();
    }
    return end;
  }

  private int readSize(byte[] bytes, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      int digit = Character.digit(bytes[i], 16);
      if (digit >= 0) {
        left = left << 4 | digit;
      } else if (bytes[i] == '\n') {
        state = left == 0 ? State.TRAILER : State.CHUNK_DATA;
        lineLength = 0;
        return i + 1;
      } else if (bytes[i] != '\r') {
        throw new IOException("no chunk size: byte " + bytes[i]);
      }
    }
    return to;
  }

  private int readChunk(byte[] bytes, int from, int to) {
    int end = (int) Math.min(to, from + left);
    left -= end - from;
    listener.body(bytes, from, end);
    if (left == 0) {
      state = State.CHUNK_END;
    }
    return end;
  }

  private int skipLine(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        state = State.CHUNK_SIZE;
        return i + 1;
      }
    }
    return to;
  }

  private int readTrailer(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\n') {
        lineLength += bytes[i] == '\r' ? 0 : 1;
      } else if (lineLength == 0) {
        finish();
        return i + 1;
      } else {
        lineLength = 0;
      }
    }
    return to;
  }

  private int readRest(byte[] bytes, int from, int to) {
    listener.body(bytes, from, to);
    return to;
  }

  private void finish() {
    state = State.HEAD;
    listener.end();
  }

  /// What a head says about the body that follows.
  private record HeadFraming(long length, boolean chunked, boolean closes) {
    static HeadFraming of(byte[] bytes, int from, int to) throws IOException {
      long length = -1;
      boolean chunked = false;
      boolean closes = false;
      int line = from;
      for (int i = from; i < to; i++) {
        if (bytes[i] == '\n') {
          int first = bytes[line] | 0x20;
          if (first == 'c' || first == 't') {
            String value = value(bytes, line, i, "content-length");
            length = value == null ? length : number(value);
            value = value(bytes, line, i, "transfer-encoding");
            chunked |= "chunked".equalsIgnoreCase(value);
            closes |= "close".equalsIgnoreCase(value(bytes, line, i, "connection"));
          }
          line = i + 1;
        }
      }
      return new HeadFraming(length, chunked, closes);
    }

    private static long number(String value) throws IOException {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException _) {
        throw new IOException("no content length: " + value);
      }
    }

    private static @Nullable String value(byte[] bytes, int from, int to, String name) {
      int colon = from + name.length();
      if (colon >= to || bytes[colon] != ':') {
        return null;
      }
      for (int i = 0; i < name.length(); i++) {
        if ((bytes[from + i] | 0x20) != name.charAt(i)) {
          return null;
        }
      }
      return new String(bytes, colon + 1, to - colon - 1, StandardCharsets.US_ASCII).strip();
    }
  }
}
