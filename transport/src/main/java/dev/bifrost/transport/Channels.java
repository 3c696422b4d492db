package dev.bifrost.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/// Calls whose outcome nobody waits for: a write that fails closes its channel, and the end of a
/// channel is heard by its handler.
@SuppressWarnings("FutureReturnValueIgnored")
final class Channels {
  private Channels() {}

  static void write(Channel channel, Object message) {
    channel.write(message, channel.voidPromise());
  }

  static void writeAndFlush(Channel channel, Object message) {
    channel.writeAndFlush(message, channel.voidPromise());
  }

  static void close(Channel channel) {
    channel.close();
  }

  /// Ends the outgoing half, so that the other side can still be read. Returns false where the
  /// channel has no halves.
  static boolean closeOutput(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null) {
      tls.closeOutbound();
      return true;
    }
    if (channel instanceof SocketChannel socket) {
      socket.shutdownOutput();
      return true;
    }
    return false;
  }

  /// Runs `task` on the loop after `nanos`.
  static void later(Loop loop, Runnable task, long nanos) {
    loop.events().schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
