package dev.bifrost.bench.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// The floor where nginx is missing: joins each connection with one to the upstream and carries
/// bytes both ways, one thread, one selector. It does less than any proxy of requests could.
final class Pump {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int BACKLOG = 4096;

  private final Selector selector;
  private final InetSocketAddress upstream;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private Pump(Selector selector, InetSocketAddress upstream) {
    this.selector = selector;
    this.upstream = upstream;
  }

  /// Pumps until the process is ended. Arguments: the port to listen on, the upstream's port.
  public static void main(String[] arguments) throws IOException {
    Selector selector = Selector.open();
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(Ports.loopback(Integer.parseInt(arguments[0])), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
    Pump pump = new Pump(selector, Ports.loopback(Integer.parseInt(arguments[1])));
    while (true) {
      selector.select(pump::ready);
    }
  }

  /// One direction's end: what is read here is written to the peer.
  private static final class End {
    private final SocketChannel channel;
    private final SelectionKey key;
    private End peer;
    private ByteBuffer unsent = ByteBuffer.allocate(0);

    End(SocketChannel channel, SelectionKey key) {
      this.channel = channel;
      this.key = key;
      this.peer = this;
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.isValid() && key.channel() instanceof ServerSocketChannel listener) {
        accept(listener);
      } else if (key.attachment() instanceof End end) {
        carry(key, end);
      }
    } catch (IOException _) {
      if (key.attachment() instanceof End end) {
        close(end);
      }
    }
  }

  private void accept(ServerSocketChannel listener) throws IOException {
    for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
      End near = end(client);
      End far = end(SocketChannel.open(upstream));
      near.peer = far;
      far.peer = near;
    }
  }

  private End end(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
    End end = new End(channel, key);
    key.attach(end);
    return end;
  }

  private void carry(SelectionKey key, End end) throws IOException {
    if (key.isValid() && key.isWritable()) {
      end.channel.write(end.unsent);
      if (!end.unsent.hasRemaining()) {
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        end.peer.key.interestOpsOr(SelectionKey.OP_READ);
      }
    }
    if (key.isValid() && key.isReadable()) {
      buffer.clear();
      if (end.channel.read(buffer) < 0) {
        close(end);
        return;
      }
      end.peer.channel.write(buffer.flip());
      if (buffer.hasRemaining()) {
        end.peer.unsent = ByteBuffer.allocate(buffer.remaining()).put(buffer).flip();
        end.peer.key.interestOpsOr(SelectionKey.OP_WRITE);
        key.interestOpsAnd(~SelectionKey.OP_READ);
      }
    }
  }

  private static void close(End end) {
    for (End one : new End[] {end, end.peer}) {
      one.key.cancel();
      try {
        one.channel.close();
      } catch (IOException _) {
        // Closed is closed.
      }
    }
  }
}
