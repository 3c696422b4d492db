package dev.bifrost.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An HTTP server. Safe for many threads.
public final class HttpServer implements AutoCloseable {
  private final Loops loops;
  private final ServerSettings settings;
  private final Handler handler;
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final @Nullable SslContext tls;
  private final Channel listening;
  private volatile boolean draining;

  private HttpServer(Loops loops, ServerSettings settings, Handler handler) throws IOException {
    this.loops = loops;
    this.settings = settings;
    this.handler = handler;
    this.tls = settings.tls() == null ? null : tls(settings.tls());
    this.listening = listen();
  }

  /// Starts to listen.
  ///
  /// @throws IOException when the address cannot be had or the certificate cannot be read
  public static HttpServer start(Loops loops, ServerSettings settings, Handler handler)
      throws IOException {
    return new HttpServer(loops, settings, handler);
  }

  private static SslContext tls(ServerTls files) throws IOException {
    File chain = files.certificateChain().toFile();
    File key = files.privateKey().toFile();
    try {
      return SslContextBuilder.forServer(chain, key).sslProvider(SslProvider.JDK).build();
    } catch (IllegalArgumentException broken) {
      throw new IOException("the certificate or its key cannot be read: " + chain, broken);
    }
  }

  private Channel listen() throws IOException {
    int writeAhead = settings.limits().writeAheadBytes();
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.at(0).serverSocketType())
            .option(ChannelOption.SO_BACKLOG, 4096)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(writeAhead / 2, writeAhead))
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accept(channel);
                  }
                });
    var bound = bootstrap.bind(settings.host(), settings.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen at " + settings.host() + " port " + settings.port(), bound.cause());
    }
    return bound.channel();
  }

  private void accept(Channel channel) {
    connections.add(channel);
    if (tls != null) {
      channel.pipeline().addLast(tls.newHandler(channel.alloc()));
    }
    Loop loop = loops.of(channel.eventLoop());
    channel.pipeline().addLast(new ServerConnection(this, loop, channel, tls != null));
  }

  /// The port that is listened at.
  public int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /// Stops accepting connections, lets the open exchanges end, and tells their clients that the
  /// connection ends with them.
  ///
  /// @param patience how long to wait at most
  /// @return whether every connection has ended
  public boolean drain(Duration patience) throws InterruptedException {
    draining = true;
    listening.close().await();
    for (Channel channel : connections) {
      channel.eventLoop().execute(() -> drain(channel));
    }
    return connections.newCloseFuture().await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void drain(Channel channel) {
    switch (channel.pipeline().last()) {
      case ServerConnection connection -> connection.drain();
      case ServerWebSocket socket -> socket.drain();
      default -> Channels.close(channel);
    }
  }

  /// Closes everything at once.
  @Override
  public void close() {
    draining = true;
    listening.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  Handler handler() {
    return handler;
  }

  ServerListener listener() {
    return settings.listener();
  }

  ServerSettings.Limits limits() {
    return settings.limits();
  }

  ServerSettings.Timeouts timeouts() {
    return settings.timeouts();
  }

  boolean draining() {
    return draining;
  }
}
