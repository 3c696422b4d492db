package dev.bifrost.transport;

import dev.bifrost.transport.UpstreamFault.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Opens connections for one loop.
final class Connector {
  /// What a connection attempt comes to, said once, on the loop.
  interface Outcome {
    /// Here it is, ready for requests.
    void connected(Channel channel);

    /// There will be none.
    void failed(Kind kind, String message);
  }

  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(128 * 1024, 256 * 1024);

  private final Loop loop;
  private final Names names;
  private final ClientTls tls;
  private final Bootstrap bootstrap;

  Connector(Loop loop, Names names, ClientTls tls) {
    this.loop = loop;
    this.names = names;
    this.tls = tls;
    this.bootstrap =
        new Bootstrap()
            .group(loop.events())
            .channel(loop.socketType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(new Opening(null));
  }

  /// Opens a connection to `origin`.
  void connect(Origin origin, Duration patience, Outcome outcome) {
    new Attempt(origin, patience, outcome).start();
  }

  /// The handlers of a channel that is not open yet: the proxy's, if any, and an end to failures,
  /// which the attempt hears of elsewhere.
  private static final class Opening extends ChannelInitializer<Channel> {
    static final String LAST = "opening";

    private final @Nullable ProxyHandler through;

    Opening(@Nullable ProxyHandler through) {
      this.through = through;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (through != null) {
        channel.pipeline().addLast(through);
      }
      channel.pipeline().addLast(LAST, new Quiet());
    }
  }

  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Channels.close(context.channel());
    }
  }

  /// One attempt: the name, then each of its addresses in turn.
  private final class Attempt {
    private final Origin origin;
    private final Duration patience;
    private final Outcome outcome;
    private boolean over;
    private @Nullable Channel current;
    private java.util.concurrent.@Nullable Future<?> timeout;

    Attempt(Origin origin, Duration patience, Outcome outcome) {
      this.origin = origin;
      this.patience = patience;
      this.outcome = outcome;
    }

    void start() {
      timeout = loop.events().schedule(this::late, patience.toNanos(), TimeUnit.NANOSECONDS);
      Proxy proxy = origin.proxy();
      String host = proxy == null ? origin.host() : proxy.host();
      var _ =
          names
              .find(host)
              .whenCompleteAsync(
                  (addresses, failure) -> {
                    if (addresses == null || failure != null) {
                      fail(Kind.CONNECT_FAILED, "no address of " + host + " was found");
                    } else {
                      tryAddress(addresses, 0);
                    }
                  },
                  loop);
    }

    private void late() {
      fail(Kind.CONNECT_TIMEOUT, "no connection to " + origin + " after " + patience);
    }

    private void tryAddress(InetAddress[] addresses, int index) {
      if (over) {
        return;
      }
      Proxy proxy = origin.proxy();
      ProxyHandler through = proxy == null ? null : Proxies.handler(proxy, addresses[index]);
      ChannelFuture connecting =
          through == null
              ? bootstrap.connect(new InetSocketAddress(addresses[index], origin.port()))
              : bootstrap
                  .clone()
                  .resolver(NoopAddressResolverGroup.INSTANCE)
                  .handler(new Opening(through))
                  .connect(InetSocketAddress.createUnresolved(origin.host(), origin.port()));
      current = connecting.channel();
      connecting.addListener(_ -> {
        if (!connecting.isSuccess() && index + 1 < addresses.length) {
          tryAddress(addresses, index + 1);
        } else if (!connecting.isSuccess() || through == null) {
          next(connecting, Kind.CONNECT_FAILED, this::secure);
        } else {
          through
              .connectFuture()
              .addListener(passed -> next(passed, Kind.CONNECT_FAILED, this::secure));
        }
      });
    }

    /// Goes on with `step`, or fails as `kind`.
    private void next(Future<?> done, Kind kind, Runnable step) {
      Throwable failure = done.cause();
      if (failure != null) {
        fail(kind, String.valueOf(failure.getMessage()));
      } else if (!over) {
        step.run();
      }
    }

    private void secure() {
      Channel channel = opened();
      if (origin.scheme() == Origin.Scheme.HTTP) {
        succeed();
        return;
      }
      try {
        SslHandler handler =
            tls.context(origin.trust()).newHandler(channel.alloc(), origin.host(), origin.port());
        handler.setHandshakeTimeoutMillis(0);
        channel.pipeline().addBefore(Opening.LAST, null, handler);
        handler.handshakeFuture().addListener(shaken -> next(shaken, Kind.TLS, this::succeed));
      } catch (SSLException broken) {
        fail(Kind.TLS, String.valueOf(broken.getMessage()));
      }
    }

    private Channel opened() {
      if (current == null) {
        throw new IllegalStateException("no channel yet");
      }
      return current;
    }

    private void succeed() {
      finish();
      opened().pipeline().remove(Opening.LAST);
      outcome.connected(opened());
    }

    private void fail(Kind kind, String message) {
      if (over) {
        return;
      }
      finish();
      if (current != null && current.isRegistered()) {
        Channels.close(current);
      }
      outcome.failed(kind, message);
    }

    private void finish() {
      over = true;
      if (timeout != null) {
        timeout.cancel(false);
      }
    }
  }
}
