package dev.bifrost.transport;

import dev.bifrost.transport.UpstreamFault.Kind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  private final Bootstrap bootstrap;

  Connector(Loop loop, Names names) {
    this.loop = loop;
    this.names = names;
    this.bootstrap =
        new Bootstrap()
            .group(loop.events())
            .channel(loop.socketType())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(new Bare());
  }

  /// Opens a connection to `origin`.
  void connect(Origin origin, Duration patience, Outcome outcome) {
    new Attempt(origin, patience, outcome).start();
  }

  /// A channel begins without handlers; the connection adds its own when it is there.
  private static final class Bare extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {}
  }

  /// One attempt: the name, then each of its addresses in turn.
  private final class Attempt {
    private final Origin origin;
    private final Duration patience;
    private final Outcome outcome;
    private boolean over;
    private @Nullable Channel current;
    private @Nullable Future<?> timeout;

    Attempt(Origin origin, Duration patience, Outcome outcome) {
      this.origin = origin;
      this.patience = patience;
      this.outcome = outcome;
    }

    void start() {
      timeout = loop.events().schedule(this::late, patience.toNanos(), TimeUnit.NANOSECONDS);
      var _ = names.find(origin.host()).whenCompleteAsync(this::found, loop);
    }

    private void late() {
      fail(Kind.CONNECT_TIMEOUT, "no connection to " + origin + " after " + patience);
    }

    private void found(InetAddress @Nullable [] addresses, @Nullable Throwable failure) {
      if (addresses == null || failure != null) {
        fail(Kind.CONNECT_FAILED, "no address of " + origin.host() + " was found");
      } else {
        tryAddress(addresses, 0);
      }
    }

    private void tryAddress(InetAddress[] addresses, int index) {
      if (over) {
        return;
      }
      ChannelFuture connecting =
          bootstrap.connect(new InetSocketAddress(addresses[index], origin.port()));
      current = connecting.channel();
      connecting.addListener(_ -> {
        if (connecting.isSuccess()) {
          succeed(connecting.channel());
        } else if (index + 1 < addresses.length) {
          tryAddress(addresses, index + 1);
        } else {
          fail(Kind.CONNECT_FAILED, String.valueOf(connecting.cause().getMessage()));
        }
      });
    }

    private void succeed(Channel channel) {
      if (over) {
        Channels.close(channel);
        return;
      }
      finish();
      outcome.connected(channel);
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
