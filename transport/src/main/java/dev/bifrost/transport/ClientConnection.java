package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1.1 at the client's end: one call after the other. Everything runs on the
/// connection's loop but where said otherwise.
final class ClientConnection extends ChannelInboundHandlerAdapter
    implements MessageReader.Sink, Outbox.Wire, LazyTimer.Watched {
  /// The largest body whose array is made at once because its length was announced.
  private static final int MAX_TRUSTED_LENGTH = 64 * 1024;

  private final OriginPool pool;
  private final Loop loop;
  private final Channel channel;
  private final MessageReader reader;
  private final LazyTimer timer;
  private @Nullable ByteBuf unread;
  private @Nullable ClientCall call;
  private @Nullable Outbox outbox;
  private boolean reused;
  private boolean answerBegun;
  private boolean interim;
  private boolean sent;
  private boolean keepAlive;
  private boolean headWritten;
  private int expected;
  private long restUntil;
  private @Nullable String trouble;
  private volatile boolean paused;

  ClientConnection(OriginPool pool, Channel channel) {
    this.pool = pool;
    this.loop = pool.loop();
    this.channel = channel;
    this.reader = new MessageReader(loop.headReader(), pool.settings().maxHeadBytes(), this);
    this.timer = new LazyTimer(loop, this);
  }

  /// Sends a request.
  void begin(ClientCall next, boolean reused) {
    this.reused = reused;
    call = next;
    answerBegun = false;
    sent = false;
    headWritten = false;
    next.begun(this);
    Outbox out = new Outbox(loop, channel, this, Integer.MAX_VALUE);
    outbox = out;
    out.open();
    for (byte[] part : next.request().body()) {
      out.add(part, 0, part.length);
    }
    out.end();
    out.drain();
    timer.check(next.due());
  }

  /// Nobody needs the connection for now.
  void rest() {
    restUntil = Loop.now() + pool.settings().keepIdle().toNanos();
    timer.check(restUntil);
  }

  /// The call does not want its answer any more.
  void abandon(ClientCall unwanted) {
    if (call == unwanted) {
      call = null;
      close();
    }
  }

  void close() {
    Channels.close(channel);
  }

  /// Whether reading has stopped until the caller has taken what is there. From any thread.
  boolean paused() {
    return paused;
  }

  /// The caller has taken what was there.
  void resume(ClientCall reading) {
    if (call == reading && paused) {
      paused = false;
      channel.config().setAutoRead(true);
    }
  }

  LazyTimer timer() {
    return timer;
  }

  // The request goes out.

  @Override
  public void write(Outbox out, int count, boolean last) {
    ClientCall writing = call;
    if (writing == null) {
      throw new IllegalStateException("no call");
    }
    ByteBuf buffer = channel.alloc().directBuffer(count + (headWritten ? 0 : 1024));
    if (!headWritten) {
      headWritten = true;
      writeHead(writing.request(), buffer);
    }
    out.copyTo(buffer, count);
    Channels.write(channel, buffer);
  }

  private void writeHead(Request request, ByteBuf buffer) {
    HeadWriter head = loop.headWriter().request(request.method(), request.target());
    if (!request.headers().has("Host")) {
      head.field("Host", request.origin().authority());
    }
    head.fields(request.headers());
    long length = 0;
    for (byte[] part : request.body()) {
      length += part.length;
    }
    if (length > 0 || !isBodyless(request.method())) {
      head.contentLength(length);
    }
    head.endTo(buffer);
  }

  /// Methods that are sent without a length when they have no body (RFC 9110, section 8.6).
  private static boolean isBodyless(String method) {
    return switch (method) {
      case "GET", "HEAD", "DELETE", "OPTIONS", "TRACE" -> true;
      default -> false;
    };
  }

  @Override
  public void sent() {
    sent = true;
  }

  @Override
  public void cut() {
    close();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (outbox != null && call != null) {
      outbox.drain();
    }
  }

  // The answer comes in.

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (call == null) {
      in.release();
      close();
      return;
    }
    answerBegun = true;
    ByteBuf before = unread;
    if (before != null) {
      before.writeBytes(in);
      in.release();
      in = before;
    }
    unread = in;
    try {
      while (call != null && in.isReadable()) {
        int start = in.readerIndex();
        reader.read(in);
        if (in.readerIndex() == start) {
          break;
        }
      }
    } catch (Malformed malformed) {
      fail("malformed answer: " + malformed.getMessage());
    }
    if (in.isReadable()) {
      unread = in.discardReadBytes();
      if (call == null) {
        close();
      }
    } else {
      in.release();
      unread = null;
    }
  }

  @Override
  public long head(HeadReader head, int lineEnd, int fieldsEnd) throws Malformed {
    ClientCall receiver = call;
    if (receiver == null) {
      throw Malformed.because("an answer that nobody asked for");
    }
    byte[] line = head.room(0);
    int status = readStatus(line, lineEnd);
    boolean old = line[7] == '0';
    Headers headers = head.fields(lineEnd + 2, fieldsEnd);
    interim = status < 200;
    if (interim) {
      return 0;
    }
    keepAlive = old ? head.connectionLists("keep-alive") : !head.connectionLists("close");
    receiver.head(status, headers);
    if (status == 204 || status == 304 || receiver.request().method().equals("HEAD")) {
      return 0;
    }
    if (head.chunked()) {
      expected = 0;
      return MessageReader.CHUNKED;
    }
    if (head.contentLength() != HeadReader.NO_LENGTH) {
      expected = (int) Math.min(head.contentLength(), MAX_TRUSTED_LENGTH);
      return head.contentLength();
    }
    keepAlive = false;
    expected = 0;
    return MessageReader.UNTIL_CLOSE;
  }

  /// `HTTP/1.1 200 OK`, the phrase optional (RFC 9112, section 4).
  private static int readStatus(byte[] line, int end) throws Malformed {
    boolean sound =
        end >= 12
            && line[0] == 'H'
            && line[1] == 'T'
            && line[2] == 'T'
            && line[3] == 'P'
            && line[4] == '/'
            && line[5] == '1'
            && line[6] == '.'
            && line[8] == ' '
            && (end == 12 || line[12] == ' ');
    int status = 0;
    for (int i = 9; sound && i < 12; i++) {
      sound = line[i] >= '0' && line[i] <= '9';
      status = 10 * status + line[i] - '0';
    }
    if (!sound || status < 100) {
      throw Malformed.because("not a status line");
    }
    return status;
  }

  @Override
  public void data(ByteBuf in, int count) {
    if (call != null && call.data(in, count, expected) > pool.settings().readAheadBytes()) {
      paused = true;
      channel.config().setAutoRead(false);
    }
    expected = 0;
  }

  @Override
  public void end() {
    if (interim) {
      interim = false;
      return;
    }
    ClientCall done = call;
    call = null;
    if (done == null) {
      return;
    }
    done.end();
    if (paused) {
      paused = false;
      channel.config().setAutoRead(true);
    }
    if (keepAlive && sent) {
      pool.release(this);
    } else {
      close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (call != null) {
      call.signal();
    }
  }

  // The end.

  @Override
  public long due() {
    return call == null ? restUntil : call.due();
  }

  @Override
  public void expired() {
    if (call == null) {
      close();
    } else {
      call.late();
    }
  }

  private void fail(String message) {
    ClientCall failed = call;
    call = null;
    if (failed != null) {
      failed.fail(UpstreamFault.Kind.RESET, message);
    }
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.stop();
    if (unread != null) {
      unread.release();
      unread = null;
    }
    boolean clean = reader.closed();
    pool.closed(this);
    ClientCall cut = call;
    call = null;
    if (outbox != null) {
      outbox.lose();
    }
    if (cut == null) {
      return;
    }
    if (reused && !answerBegun && cut.mayRepeat()) {
      pool.serveFresh(cut);
    } else {
      cut.fail(
          UpstreamFault.Kind.RESET,
          trouble != null
              ? trouble
              : clean ? "closed without an answer" : "closed before the answer's end");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    trouble = String.valueOf(cause.getMessage());
    close();
  }
}
