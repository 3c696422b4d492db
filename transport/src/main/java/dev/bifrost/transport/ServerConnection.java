package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// A connection of HTTP/1.1 at the server's end. It reads one request after the other; what a
/// client sends ahead waits. Everything runs on the connection's loop but where said otherwise.
final class ServerConnection extends ChannelInboundHandlerAdapter
    implements ServerExchange.Link, MessageReader.Sink, Outbox.Wire, LazyTimer.Watched {
  /// How much a client may send ahead, and how much of an unwanted body is read away.
  private static final int MAX_AHEAD_BYTES = 64 * 1024;

  /// How long a closing connection is read away, so that the last answer is not lost to a reset.
  private static final long LINGER_NANOS = 2_000_000_000L;

  /// The largest body whose array is made at once because its length was announced.
  private static final int MAX_TRUSTED_LENGTH = 1024 * 1024;

  private final HttpServer server;
  private final Loop loop;
  private final Channel channel;
  private final boolean secure;
  private final MessageReader reader;
  private final LazyTimer timer;
  private @Nullable ByteBuf unread;
  private @Nullable ServerExchange exchange;
  private long bodyLength;
  private long bodyLeft;
  private boolean keepAlive;
  private boolean oldClient;
  private volatile boolean continueWanted;
  private boolean lingering;
  private @Nullable ServerWebSocket webSocket;
  private long due;

  private AnswerHead answer = AnswerHead.NONE;
  private boolean headWritten;

  ServerConnection(HttpServer server, Loop loop, Channel channel, boolean secure) {
    this.server = server;
    this.loop = loop;
    this.channel = channel;
    this.secure = secure;
    this.reader = new MessageReader(loop.headReader(), server.limits().maxHeaderBytes(), this);
    this.timer = new LazyTimer(loop, this);
  }

  /// Closes the connection when nothing is under way, else after the answer under way.
  void drain() {
    keepAlive = false;
    if (exchange == null && reader.betweenMessages()) {
      Channels.close(channel);
    }
  }

  // Bytes come in.

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    waitUntil(server.timeouts().keepAlive().toNanos());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    if (lingering) {
      in.release();
      return;
    }
    ByteBuf before = unread;
    if (before != null) {
      before.writeBytes(in);
      in.release();
    } else {
      unread = in;
    }
    readOn();
  }

  private void readOn() {
    ByteBuf in = unread;
    if (in == null) {
      return;
    }
    try {
      while (in.isReadable() && (exchange == null || reader.inBody()) && !lingering) {
        int before = in.readerIndex();
        reader.read(in);
        if (in.readerIndex() == before) {
          break;
        }
      }
    } catch (Malformed malformed) {
      refuse(malformed);
    }
    keepRest(in);
  }

  private void keepRest(ByteBuf in) {
    if (lingering || !in.isReadable()) {
      in.release();
      unread = null;
    } else {
      if (exchange == null && due == LazyTimer.NEVER) {
        waitUntil(server.timeouts().head().toNanos());
      }
      unread = in.discardReadBytes();
      if (exchange != null && in.readableBytes() > MAX_AHEAD_BYTES) {
        channel.config().setAutoRead(false);
      }
    }
  }

  @Override
  public long head(HeadReader head, int lineEnd, int fieldsEnd) throws Malformed {
    RequestLine line = RequestLine.read(head, lineEnd);
    Headers headers = head.fields(lineEnd + 2, fieldsEnd);
    oldClient = line.old();
    if (head.hosts() > 1 || (head.hosts() == 0 && !oldClient)) {
      throw Malformed.because("not exactly one Host");
    }
    if (oldClient && head.chunked()) {
      throw Malformed.because("Transfer-Encoding in HTTP/1.0");
    }
    keepAlive =
        !server.draining()
            && (oldClient ? head.connectionLists("keep-alive") : !head.connectionLists("close"));
    bodyLength = head.chunked() ? MessageReader.CHUNKED : Math.max(0, head.contentLength());
    boolean upgrade =
        line.method().equals("GET") && bodyLength == 0 && WebSockets.isUpgrade(head, headers);
    var request =
        new ServerExchange.Head(line.method(), line.path(), line.query(), headers, upgrade);
    Outbox outbox = new Outbox(loop, channel, this, server.limits().writeAheadBytes());
    ServerExchange opened = new ServerExchange(request, this, server, outbox);
    exchange = opened;
    headWritten = false;
    continueWanted = head.expectsContinue() && !oldClient;
    due = LazyTimer.NEVER;
    bodyLeft = server.limits().maxBodyBytes();
    if (bodyLength > bodyLeft) {
      opened.inbox().fail(new ServerExchange.Fault.TooLarge(server.limits().maxBodyBytes()));
      bodyLeft = -1;
    }
    if (bodyLength != 0) {
      waitUntil(server.timeouts().stalled().toNanos());
    }
    loop.startThread(opened);
    return bodyLength;
  }

  @Override
  public void data(ByteBuf in, int count) {
    ServerExchange receiver = exchange;
    bodyLeft -= count;
    if (receiver == null || bodyLeft < 0) {
      if (receiver != null) {
        receiver.inbox().fail(new ServerExchange.Fault.TooLarge(server.limits().maxBodyBytes()));
        receiver.signal();
      }
      return;
    }
    due = Loop.now() + server.timeouts().stalled().toNanos();
    receiver.inbox().add(in, count, (int) Math.min(bodyLength, MAX_TRUSTED_LENGTH));
  }

  @Override
  public void end() {
    due = LazyTimer.NEVER;
    if (exchange != null) {
      exchange.inbox().end();
      exchange.signal();
    }
  }

  /// Answers what is no request, and closes.
  private void refuse(Malformed malformed) {
    ServerExchange cut = exchange;
    exchange = null;
    if (cut == null) {
      ByteBuf out = channel.alloc().directBuffer(128);
      loop.headWriter()
          .status(malformed.status())
          .date()
          .field("Connection", "close")
          .contentLength(0)
          .endTo(out);
      Channels.write(channel, out);
      closeGently();
      return;
    }
    boolean begun = headWritten;
    cut.lose("malformed body: " + malformed.getMessage());
    if (begun) {
      Channels.close(channel);
    } else {
      refuse(malformed);
    }
  }

  // The handler's side; from its thread.

  @Override
  public InetSocketAddress remoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public boolean secure() {
    return secure;
  }

  @Override
  public void bodyWanted() {
    if (continueWanted) {
      loop.execute(this::sendContinue);
    }
  }

  private void sendContinue() {
    if (continueWanted && exchange != null && !headWritten) {
      continueWanted = false;
      ByteBuf out = channel.alloc().directBuffer(32);
      loop.headWriter().status(100).endTo(out);
      Channels.writeAndFlush(channel, out);
    }
  }

  @Override
  public void head(int status, Headers headers, long length) {
    this.answer = new AnswerHead(status, headers, length);
  }

  @Override
  public void cutNow(ServerExchange unfinished) {
    loop.execute(() -> {
      if (exchange == unfinished) {
        if (webSocket == null) {
          cut();
        } else {
          webSocket.finish();
        }
      }
    });
  }

  @Override
  public WebSocket upgrade(
      ServerExchange upgraded, @Nullable String subprotocol, int maxMessageBytes) {
    int writeAhead = server.limits().writeAheadBytes();
    var socket = new ServerWebSocket(loop, channel, upgraded, subprotocol, writeAhead);
    loop.execute(() -> handOver(upgraded, socket, maxMessageBytes));
    return socket;
  }

  /// From here on the connection is the WebSocket's.
  private void handOver(ServerExchange upgraded, ServerWebSocket socket, int maxMessageBytes) {
    if (exchange != upgraded) {
      socket.end(new WebSocket.Message.Closed(1006, "the client has left"));
      return;
    }
    webSocket = socket;
    timer.stop();
    ByteBuf out = channel.alloc().directBuffer(256);
    WebSockets.accept(loop.headWriter(), upgraded.headers(), socket.subprotocol(), out);
    Channels.writeAndFlush(channel, out);
    channel.pipeline().addLast(WebSockets.codec(maxMessageBytes)).addLast(socket);
    channel.config().setAutoRead(true);
    if (unread != null) {
      channel.pipeline().context(this).fireChannelRead(unread);
      unread = null;
    }
    channel.pipeline().remove(this);
  }

  // Bytes go out; on the loop.

  @Override
  public void write(Outbox outbox, int count, boolean last) {
    String method = exchange == null ? "" : exchange.method();
    ByteBuf out = channel.alloc().directBuffer(count + (headWritten ? 32 : 1024));
    if (!headWritten) {
      headWritten = true;
      boolean endless = answer.length() == MessageReader.CHUNKED && oldClient;
      keepAlive &= !server.draining() && !reader.inBody() && bodyLeft >= 0 && !endless;
      answer.write(loop.headWriter(), method, oldClient, keepAlive, out);
    }
    if (answer.isChunked(method, oldClient)) {
      Framing.chunk(out, outbox, count, last);
    } else {
      outbox.copyTo(out, count);
    }
    Channels.write(channel, out);
  }

  @Override
  public void sent() {
    ServerExchange done = exchange;
    if (done == null) {
      return;
    }
    exchange = null;
    done.complete();
    if (!keepAlive) {
      closeGently();
      return;
    }
    waitUntil(server.timeouts().keepAlive().toNanos());
    if (unread != null) {
      channel.config().setAutoRead(true);
      readOn();
    }
  }

  @Override
  public void cut() {
    ServerExchange done = exchange;
    exchange = null;
    if (done != null) {
      done.lose("the answer was cut");
      if (oldClient) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
      }
    }
    Channels.close(channel);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    ServerExchange writing = exchange;
    if (writing == null) {
      return;
    }
    writing.outbox().drain();
    if (!channel.isWritable()) {
      waitUntil(server.timeouts().stalled().toNanos());
    } else if (exchange != null && !reader.inBody()) {
      due = LazyTimer.NEVER;
    }
  }

  // The end.

  /// Closes after what was written has left. When the client may still be sending, only this end is
  /// closed at first: a reset could destroy the answer on its way.
  private void closeGently() {
    boolean more = reader.inBody() || unread != null;
    lingering = true;
    channel.config().setAutoRead(true);
    waitUntil(server.timeouts().stalled().toNanos());
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeOutput(more));
  }

  private void closeOutput(boolean more) {
    if (more && Channels.closeOutput(channel)) {
      waitUntil(LINGER_NANOS);
    } else {
      Channels.close(channel);
    }
  }

  private void waitUntil(long nanos) {
    due = Loop.now() + nanos;
    timer.check(due);
  }

  @Override
  public long due() {
    return due;
  }

  @Override
  public void expired() {
    Channels.close(channel);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    timer.stop();
    if (unread != null) {
      unread.release();
      unread = null;
    }
    ServerExchange lost = exchange;
    exchange = null;
    if (lost != null) {
      lost.lose("the client has left");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Channels.close(channel);
  }
}
