package dev.bifrost.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A WebSocket at the server's end: what the handler's thread sees of it, and what the loop tells
/// it. Its own monitor guards its state; nobody waits while holding it.
final class ServerWebSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements WebSocket {
  /// How many bytes of messages may wait to be received before the client is read no further.
  private static final int MAX_WAITING_BYTES = 256 * 1024;

  /// How long the other side may take to answer a closing frame.
  private static final long CLOSING_NANOS = 2_000_000_000L;

  private record Waiting(Message message, int size) {}

  private final Loop loop;
  private final Channel channel;
  private final ServerExchange exchange;
  private final @Nullable String subprotocol;
  private final int writeAhead;
  private final Waiter receiver = new Waiter();
  private final Waiter sender = new Waiter();
  private final ArrayDeque<Waiting> messages = new ArrayDeque<>();
  private int waitingBytes;
  private long unsent;
  private Message.@Nullable Closed end;
  private boolean closing;
  private boolean draining;

  ServerWebSocket(
      Loop loop,
      Channel channel,
      ServerExchange exchange,
      @Nullable String subprotocol,
      int writeAhead) {
    this.loop = loop;
    this.channel = channel;
    this.exchange = exchange;
    this.subprotocol = subprotocol;
    this.writeAhead = writeAhead;
  }

  // What the handler sees.

  @Override
  public @Nullable Message receive(Duration wait) {
    long deadline = Loop.now() + wait.toNanos();
    Future<?> alarm =
        hasNews()
            ? null
            : loop.events().schedule(receiver::signal, wait.toNanos(), TimeUnit.NANOSECONDS);
    Waiter.Outcome outcome = receiver.await(this::hasNews, deadline);
    if (alarm != null) {
      alarm.cancel(false);
    }
    return switch (outcome) {
      case READY -> next();
      case LATE -> null;
      case INTERRUPTED -> new Message.Closed(1001, "interrupted");
    };
  }

  private synchronized boolean hasNews() {
    return !messages.isEmpty() || end != null || draining;
  }

  private Message next() {
    synchronized (this) {
      Waiting first = messages.poll();
      if (first != null) {
        waitingBytes -= first.size;
        if (messages.isEmpty()) {
          loop.execute(() -> channel.config().setAutoRead(true));
        }
        return first.message;
      }
      if (end != null) {
        return end;
      }
    }
    Message.Closed stopping = new Message.Closed(1001, "the server is stopping");
    close(stopping.code(), stopping.reason());
    return stopping;
  }

  @Override
  public void sendText(String text) throws WebSocketClosed {
    send(new TextWebSocketFrame(text));
  }

  @Override
  public void sendBinary(byte[] bytes) throws WebSocketClosed {
    send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  private void send(WebSocketFrame frame) throws WebSocketClosed {
    int size = frame.content().readableBytes();
    synchronized (this) {
      if (closing || end != null) {
        frame.release();
        throw new WebSocketClosed("the WebSocket is closed");
      }
      unsent += size;
    }
    loop.execute(() -> write(frame, size));
    if (sender.await(this::hasRoom, LazyTimer.NEVER) == Waiter.Outcome.INTERRUPTED) {
      throw new WebSocketClosed("interrupted while writing");
    }
  }

  private void write(WebSocketFrame frame, int size) {
    synchronized (this) {
      unsent -= size;
    }
    Channels.writeAndFlush(channel, frame);
    sender.signal();
  }

  private synchronized boolean hasRoom() {
    return end != null || (unsent <= writeAhead && channel.isWritable());
  }

  @Override
  public void close(int code, String reason) {
    synchronized (this) {
      if (closing || end != null) {
        return;
      }
      closing = true;
    }
    loop.execute(() -> Channels.writeAndFlush(channel, new CloseWebSocketFrame(code, reason)));
  }

  @Override
  public @Nullable String subprotocol() {
    return subprotocol;
  }

  // What the loop tells.

  /// Closes as soon as the handler wants another message.
  void drain() {
    synchronized (this) {
      draining = true;
    }
    receiver.signal();
  }

  /// The handler has ended. The client has a moment to say good-bye.
  void finish() {
    close();
    Channels.later(loop, () -> Channels.close(channel), CLOSING_NANOS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text ->
          add(new Message.Text(text.text()), text.content().readableBytes());
      case BinaryWebSocketFrame binary -> {
        byte[] bytes = new byte[binary.content().readableBytes()];
        binary.content().readBytes(bytes);
        add(new Message.Binary(bytes), bytes.length);
      }
      case PingWebSocketFrame ping -> {
        if (channel.isWritable()) {
          Channels.writeAndFlush(channel, new PongWebSocketFrame(ping.content().retain()));
        }
      }
      case CloseWebSocketFrame close -> closed(close);
      default -> {
        // A pong that nobody waits for.
      }
    }
  }

  private void add(Message message, int size) {
    synchronized (this) {
      messages.add(new Waiting(message, size));
      waitingBytes += size;
      if (waitingBytes > MAX_WAITING_BYTES) {
        channel.config().setAutoRead(false);
      }
    }
    receiver.signal();
  }

  private void closed(CloseWebSocketFrame frame) {
    int code = frame.statusCode();
    boolean first;
    synchronized (this) {
      first = !closing;
      closing = true;
    }
    if (first) {
      CloseWebSocketFrame answer =
          code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
      Channels.writeAndFlush(channel, answer);
    }
    end(new Message.Closed(code < 0 ? 1005 : code, frame.reasonText()));
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> Channels.close(channel));
  }

  /// Nothing more comes, and nothing more can be sent.
  void end(Message.Closed how) {
    synchronized (this) {
      if (end == null) {
        end = how;
      }
    }
    receiver.signal();
    sender.signal();
    exchange.lose("the client has closed the WebSocket");
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    sender.signal();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end(new Message.Closed(1006, ""));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      close(1009, "the message is too large");
      finish();
    } else {
      // A malformed frame; the decoder has sent the closing frame that names it.
      end(new Message.Closed(1002, "malformed frame"));
    }
  }
}
