package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;

/// Cuts the bytes of an HTTP/1.1 connection into messages (RFC 9112, sections 6 and 7). It holds no
/// bytes: what is not yet a whole piece stays in the buffer it was given. One per connection.
final class MessageReader {
  /// The body ends where chunked framing says.
  static final long CHUNKED = -1;

  /// The body ends with the connection.
  static final long UNTIL_CLOSE = -2;

  private static final int MAX_TRAILER_BYTES = 16 * 1024;
  private static final int MAX_CHUNK_LINE = 1024;

  /// What hears of the messages.
  interface Sink {
    /// A whole head: its first line is from 0 to `lineEnd` of the reader's room, its fields up to
    /// `fieldsEnd`. Returns the length of the body, [#CHUNKED] or [#UNTIL_CLOSE].
    long head(HeadReader head, int lineEnd, int fieldsEnd) throws Malformed;

    /// `count` bytes of the body, to be taken from `in`.
    void data(ByteBuf in, int count);

    /// The message is complete. The reader stops here.
    void end();
  }

  private enum State {
    HEAD,
    FIXED,
    CHUNK_SIZE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILER,
    TO_CLOSE
  }

  private final HeadReader head;
  private final int maxHeadBytes;
  private final Sink sink;
  private State state = State.HEAD;
  private int scanned;
  private long left;
  private int trailerBytes;

  MessageReader(HeadReader head, int maxHeadBytes, Sink sink) {
    this.head = head;
    this.maxHeadBytes = maxHeadBytes;
    this.sink = sink;
  }

  /// Whether no message has begun.
  boolean betweenMessages() {
    return state == State.HEAD && scanned == 0;
  }

  /// Whether a head was read and the body's end was not.
  boolean inBody() {
    return state != State.HEAD;
  }

  /// Reads on, up to the end of the message or of the bytes.
  void read(ByteBuf in) throws Malformed {
    boolean more = true;
    while (more) {
      more =
          switch (state) {
            case HEAD -> readHead(in);
            case FIXED, CHUNK_DATA -> readFixed(in);
            case CHUNK_SIZE -> readChunkSize(in);
            case CHUNK_END -> readChunkEnd(in);
            case TRAILER -> readTrailer(in);
            case TO_CLOSE -> readToClose(in);
          };
    }
  }

  /// The connection has ended. Returns whether that is a clean end of what was being read.
  boolean closed() {
    if (state == State.TO_CLOSE) {
      state = State.HEAD;
      sink.end();
    }
    return betweenMessages();
  }

  private boolean readHead(ByteBuf in) throws Malformed {
    int available = Math.min(in.readableBytes(), maxHeadBytes);
    int end = findHeadEnd(in, available);
    if (end < 0) {
      if (available >= maxHeadBytes) {
        throw new Malformed(431, "the head is larger than " + maxHeadBytes + " bytes");
      }
      return false;
    }
    scanned = 0;
    in.skipBytes(end);
    byte[] bytes = head.room(0);
    int lineEnd = 0;
    while (bytes[lineEnd] != '\r' || bytes[lineEnd + 1] != '\n') {
      if (bytes[lineEnd] == '\n' || bytes[lineEnd] == 0) {
        throw Malformed.because("a first line that does not end in CR LF");
      }
      lineEnd++;
    }
    begin(sink.head(head, lineEnd, end - 2));
    return state != State.HEAD;
  }

  /// Returns where the head ends, having copied it into the reader's room, or -1.
  private int findHeadEnd(ByteBuf in, int available) {
    if (scanned > 0) {
      return findHeadEndSlowly(in, available);
    }
    int start = in.readerIndex();
    while (available >= 2 && in.getByte(start) == '\r' && in.getByte(start + 1) == '\n') {
      start += 2;
      available -= 2;
    }
    in.readerIndex(start);
    int copied = 0;
    while (copied < available) {
      int count = Math.min(available - copied, Math.max(2048, copied));
      byte[] bytes = head.room(copied + count);
      in.getBytes(start + copied, bytes, copied, count);
      int from = Math.max(3, copied);
      copied += count;
      for (int i = from; i < copied; i++) {
        if (bytes[i] == '\n'
            && bytes[i - 1] == '\r'
            && bytes[i - 2] == '\n'
            && bytes[i - 3] == '\r') {
          return i + 1;
        }
      }
    }
    scanned = copied == 1 && in.getByte(start) == '\r' ? 0 : copied;
    return -1;
  }

  /// A head that comes in many pieces is looked through in the buffer, so that no piece costs more
  /// than its own length.
  private int findHeadEndSlowly(ByteBuf in, int available) {
    int start = in.readerIndex();
    for (int i = Math.max(3, scanned - 3); i < available; i++) {
      if (in.getByte(start + i) == '\n'
          && in.getByte(start + i - 1) == '\r'
          && in.getByte(start + i - 2) == '\n'
          && in.getByte(start + i - 3) == '\r') {
        in.getBytes(start, head.room(i + 1), 0, i + 1);
        return i + 1;
      }
    }
    scanned = available;
    return -1;
  }

  private void begin(long length) {
    if (length == CHUNKED) {
      state = State.CHUNK_SIZE;
    } else if (length == UNTIL_CLOSE) {
      state = State.TO_CLOSE;
    } else if (length > 0) {
      state = State.FIXED;
      left = length;
    } else {
      finish();
    }
  }

  private boolean finish() {
    state = State.HEAD;
    sink.end();
    return false;
  }

  private boolean readFixed(ByteBuf in) {
    int count = (int) Math.min(left, in.readableBytes());
    if (count == 0) {
      return false;
    }
    left -= count;
    deliver(in, count);
    if (left > 0) {
      return false;
    }
    if (state == State.FIXED) {
      return finish();
    }
    state = State.CHUNK_END;
    return true;
  }

  private boolean readToClose(ByteBuf in) {
    if (in.isReadable()) {
      deliver(in, in.readableBytes());
    }
    return false;
  }

  private void deliver(ByteBuf in, int count) {
    int after = in.readerIndex() + count;
    sink.data(in, count);
    in.readerIndex(after);
  }

  private boolean readChunkSize(ByteBuf in) throws Malformed {
    int start = in.readerIndex();
    int line = lineLength(in, MAX_CHUNK_LINE);
    if (line < 0) {
      return false;
    }
    long size = 0;
    int at = start;
    int digit = Character.digit(in.getByte(at), 16);
    while (digit >= 0 && at - start < 15) {
      size = 16 * size + digit;
      digit = Character.digit(in.getByte(++at), 16);
    }
    int after = in.getByte(at);
    if (at == start || (after != '\r' && after != ';' && after != ' ' && after != '\t')) {
      throw Malformed.because("a chunk size that is no size");
    }
    in.readerIndex(start + line + 2);
    left = size;
    state = size == 0 ? State.TRAILER : State.CHUNK_DATA;
    trailerBytes = 0;
    return true;
  }

  private boolean readChunkEnd(ByteBuf in) throws Malformed {
    if (in.readableBytes() < 2) {
      return false;
    }
    if (in.readByte() != '\r' || in.readByte() != '\n') {
      throw Malformed.because("a chunk that is longer than its size");
    }
    state = State.CHUNK_SIZE;
    return true;
  }

  private boolean readTrailer(ByteBuf in) throws Malformed {
    int line = lineLength(in, MAX_TRAILER_BYTES);
    if (line < 0) {
      return false;
    }
    in.skipBytes(line + 2);
    trailerBytes += line;
    if (trailerBytes > MAX_TRAILER_BYTES) {
      throw new Malformed(431, "trailers that are too long");
    }
    return line == 0 ? finish() : true;
  }

  /// The length of the line that begins here, without its CR LF, or -1 when it is not there yet.
  private static int lineLength(ByteBuf in, int max) throws Malformed {
    int start = in.readerIndex();
    int readable = in.readableBytes();
    for (int i = 0; i < readable; i++) {
      int c = in.getByte(start + i);
      if (c == '\n') {
        if (i == 0 || in.getByte(start + i - 1) != '\r') {
          throw Malformed.because("a line that does not end in CR LF");
        }
        return i - 1;
      }
      if (i > max) {
        throw Malformed.because("a chunk line that is too long");
      }
      if (i > 0 && in.getByte(start + i - 1) == '\r') {
        throw Malformed.because("a line that does not end in CR LF");
      }
    }
    return -1;
  }
}
