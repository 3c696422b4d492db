package dev.bifrost.bench.mock;

import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.bench.wire.MessageReader;
import dev.bifrost.bench.wire.Needle;
import dev.bifrost.bench.wire.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One client of the mock: reads requests, finds the model, sends the answer piece by piece.
final class MockConnection implements MessageReader.Listener {
  private static final Needle MODEL = new Needle(Script.PREFIX);
  private static final int LONGEST_MODEL = 64;
  private static final long MILLISECOND = 1_000_000;

  private final MockServer server;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final MessageReader reader = MessageReader.ofRequests(this);

  private boolean asked;
  private @Nullable Dialect dialect;
  private @Nullable Script script;
  private int search;
  private final StringBuilder model = new StringBuilder();

  private @Nullable Answer answer;
  private int sent;
  private long dueNanos;
  private @Nullable ByteBuffer pending;

  MockConnection(MockServer server, SocketChannel channel, SelectionKey key) {
    this.server = server;
    this.channel = channel;
    this.key = key;
  }

  /// The moment of the next piece, in nanoseconds; unchanged from [MockServer#schedule] until then.
  long dueNanos() {
    return dueNanos;
  }

  /// Reads what has come. The buffer is the server's, for any use until this returns.
  void read(ByteBuffer buffer, byte[] bytes) throws IOException {
    int count;
    do {
      buffer.clear();
      count = channel.read(buffer);
      if (count < 0) {
        close();
        return;
      }
      buffer.flip();
      buffer.get(bytes, 0, count);
      reader.accept(bytes, 0, count);
    } while (count == bytes.length);
  }

  @Override
  public void head(byte[] bytes, int from, int to) {
    int space = from;
    while (bytes[space] != ' ') {
      space++;
    }
    int end = space + 1;
    while (bytes[end] != ' ' && bytes[end] != '\r') {
      end++;
    }
    asked = bytes[from] == 'P';
    dialect =
        Dialect.ofPath(new String(bytes, space + 1, end - space - 1, StandardCharsets.US_ASCII));
    script = null;
    search = Needle.START;
    model.setLength(0);
    if (dialect != null && dialect.modelInPath()) {
      findModel(bytes, space, end);
    }
  }

  @Override
  public void body(byte[] bytes, int from, int to) {
    if (script == null) {
      findModel(bytes, from, to);
    }
  }

  /// The first word in the request that is the name of a script.
  private void findModel(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && script == null) {
      if (!MODEL.found(search)) {
        search = MODEL.step(search, bytes[at++]);
      } else if (isPartOfName(bytes[at]) && model.length() < LONGEST_MODEL) {
        model.append((char) bytes[at++]);
      } else {
        script = Script.of(Script.PREFIX + model);
        model.setLength(0);
        search = Needle.START;
      }
    }
  }

  private static boolean isPartOfName(byte letter) {
    return Character.isLetterOrDigit(letter) || letter == '-';
  }

  @Override
  public void end() {
    Answer next = asked ? server.answer(dialect, script) : server.idleAnswer();
    answer = next;
    sent = -1;
    long now = System.nanoTime();
    dueNanos = now + next.script().delayMillis() * MILLISECOND;
    if (dueNanos > now) {
      server.schedule(this);
    } else {
      proceed(now);
    }
  }

  /// Sends what is due, and comes again for the rest.
  void proceed(long nowNanos) {
    Answer current = answer;
    if (current == null || !channel.isOpen()) {
      return;
    }
    ByteBuffer out = server.scratch();
    if (sent < 0) {
      put(out, current.opening());
      sent = 0;
    }
    while (sent < current.chunks().size() && dueNanos <= nowNanos) {
      Answer.Chunk chunk = current.chunks().get(sent++);
      dueNanos += current.script().gapMillis() * MILLISECOND;
      Stamp.write(chunk.bytes(), chunk.stampAt(), System.nanoTime());
      put(out, chunk.bytes());
    }
    boolean complete = sent == current.chunks().size();
    if (complete) {
      put(out, current.closing());
      answer = null;
    }
    write(out.flip());
    if (!complete) {
      server.schedule(this);
    }
  }

  private void put(ByteBuffer out, byte[] bytes) {
    if (out.remaining() < bytes.length) {
      write(out.flip());
      out.clear();
    }
    out.put(bytes);
  }

  private void write(ByteBuffer bytes) {
    try {
      ByteBuffer before = pending;
      if (before == null) {
        channel.write(bytes);
      }
      if (bytes.hasRemaining()) {
        int kept = before == null ? 0 : before.remaining();
        ByteBuffer rest = ByteBuffer.allocate(kept + bytes.remaining());
        if (before != null) {
          rest.put(before);
        }
        pending = rest.put(bytes).flip();
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    } catch (IOException _) {
      close(); // The client has gone; that is its business, and its loss to count.
    }
  }

  /// Sends what the socket had no room for.
  void flush() throws IOException {
    ByteBuffer rest = pending;
    if (rest != null) {
      channel.write(rest);
      if (rest.hasRemaining()) {
        return;
      }
      pending = null;
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  void close() {
    answer = null;
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // Closed is closed.
    }
  }
}
