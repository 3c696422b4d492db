package dev.bifrost.bench.load;

import dev.bifrost.bench.wire.MessageReader;
import dev.bifrost.bench.wire.Needle;
import dev.bifrost.bench.wire.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One connection of the generator: sends one request at a time and judges its answer.
final class ClientConnection implements MessageReader.Listener {
  private static final int ERROR_TEXT_LENGTH = 160;

  private final Generator generator;
  private final Plan plan;
  private final Tally tally;
  private final ByteBuffer request;
  private final Needle terminal;
  private final Stamp.Reader stamp = new Stamp.Reader();
  private final StringBuilder refusal = new StringBuilder();
  private SocketChannel channel;
  private SelectionKey key;
  private MessageReader reader = MessageReader.ofAnswers(this);

  private boolean busy;
  private long intendedNanos;
  private int status;
  private int stamps;
  private int ending;

  /// Connects, and waits until connected.
  ClientConnection(Generator generator, Plan plan, Tally tally, ByteBuffer request)
      throws IOException {
    this.generator = generator;
    this.plan = plan;
    this.tally = tally;
    this.request = request;
    this.terminal = new Needle(plan.dialect().terminal());
    this.channel = connect();
    this.key = register();
  }

  private SocketChannel connect() throws IOException {
    SocketChannel opened = SocketChannel.open(plan.server());
    opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
    opened.configureBlocking(false);
    return opened;
  }

  private SelectionKey register() throws IOException {
    Selector selector = generator.selector();
    return channel.register(selector, SelectionKey.OP_READ, this);
  }

  boolean busy() {
    return busy;
  }

  long intendedNanos() {
    return intendedNanos;
  }

  /// Sends the request that was meant to go at that moment.
  void send(long meantNanos) throws IOException {
    busy = true;
    intendedNanos = meantNanos;
    status = 0;
    stamps = 0;
    ending = Needle.START;
    stamp.reset();
    refusal.setLength(0);
    request.rewind();
    try {
      flush();
    } catch (IOException e) {
      fail(e);
    }
  }

  /// Sends what the socket had no room for.
  void flush() throws IOException {
    channel.write(request);
    boolean wantsMore = request.hasRemaining();
    boolean asksForMore = (key.interestOps() & SelectionKey.OP_WRITE) != 0;
    if (wantsMore != asksForMore) {
      key.interestOps(
          wantsMore ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  /// Reads what has come. Buffer and array are the generator's, for any use until this returns.
  void read(ByteBuffer buffer, byte[] bytes) throws IOException {
    try {
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        reader.endOfConnection();
        if (busy) {
          throw new IOException("connection ended before the answer");
        }
        reconnect();
        return;
      }
      buffer.flip();
      buffer.get(bytes, 0, count);
      reader.accept(bytes, 0, count);
    } catch (IOException e) {
      fail(e);
    }
  }

  /// Gives the request up and begins a new connection; fails when nobody listens any more.
  void fail(IOException cause) throws IOException {
    reconnect();
    if (busy) {
      busy = false;
      tally.error(String.valueOf(cause.getMessage()));
      generator.free(this);
    }
  }

  /// Leaves the connection for a new one.
  void reconnect() throws IOException {
    close();
    channel = connect();
    key = register();
    reader = MessageReader.ofAnswers(this);
  }

  @Override
  public void head(byte[] bytes, int from, int to) {
    status = 100 * (bytes[from + 9] - '0') + 10 * (bytes[from + 10] - '0') + bytes[from + 11] - '0';
  }

  @Override
  public void body(byte[] bytes, int from, int to) {
    if (status != 200) {
      int length = Math.min(to - from, ERROR_TEXT_LENGTH - refusal.length());
      refusal.append(new String(bytes, from, length, StandardCharsets.UTF_8));
      return;
    }
    if (plan.streamed()) {
      ending = terminal.scan(ending, bytes, from, to);
    }
    if (stamps < plan.stamps()) {
      readStamps(bytes, from, to);
    }
  }

  /// Counts the pieces of text. Past the number expected it is not called any more: some dialects
  /// repeat the text at the end.
  private void readStamps(byte[] bytes, int from, int to) {
    int at = stamp.next(bytes, from, to);
    if (at < 0) {
      return;
    }
    long now = System.nanoTime();
    while (at >= 0) {
      if (stamps++ == 0) {
        tally.firstChunk(intendedNanos, now);
      }
      if (plan.streamed()) {
        tally.chunk(stamp.nanos(), now);
      }
      at = stamp.next(bytes, at, to);
    }
  }

  @Override
  public void end() {
    String fault = fault();
    busy = false;
    if (fault == null) {
      tally.answered(intendedNanos, System.nanoTime());
    } else {
      tally.error(fault);
    }
    try {
      generator.done(this, reader.closes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable String fault() {
    if (status != 200) {
      return "status " + status + " " + refusal;
    }
    if (request.hasRemaining()) {
      return "answered before the request was sent";
    }
    if (stamps < plan.stamps()) {
      return "text missing: " + stamps + " pieces of " + plan.stamps();
    }
    return plan.streamed() && !terminal.found(ending)
        ? "stream without " + plan.dialect().terminal()
        : null;
  }

  void close() throws IOException {
    key.cancel();
    channel.close();
  }
}
