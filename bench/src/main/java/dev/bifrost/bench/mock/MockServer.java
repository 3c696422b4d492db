package dev.bifrost.bench.mock;

import dev.bifrost.bench.wire.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The provider: listens on loopback and serves on the thread that calls [#serve] until it is
/// closed. Nothing but `close` may be called from another thread.
public final class MockServer implements AutoCloseable {
  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int BACKLOG = 4096;
  private static final long MILLISECOND = 1_000_000;
  private static final long SHORTEST_NAP = 20_000;
  private static final long LONGEST_NAP = 200_000;

  private final Selector selector;
  private final ServerSocketChannel listener;
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final Map<Dialect, Map<Script, Answer>> answers = new EnumMap<>(Dialect.class);
  private final Answer idle = Answer.of("200 OK", "{\"object\":\"list\",\"data\":[]}");
  private final Answer unknown =
      Answer.of(
          "404 Not Found",
          "{\"error\":{\"type\":\"not_found_error\",\"message\":\"no such path or model\"}}");
  private final PriorityQueue<MockConnection> scheduled =
      new PriorityQueue<>(Comparator.comparingLong(MockConnection::dueNanos));

  /// Opens the listener; port 0 takes any free one.
  public MockServer(int port) throws IOException {
    selector = Selector.open();
    listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /// The port it listens on.
  public int port() {
    return listener.socket().getLocalPort();
  }

  /// Serves until closed.
  public void serve() throws IOException {
    while (selector.isOpen()) {
      await();
      long now = System.nanoTime();
      for (MockConnection first = scheduled.peek();
          first != null && first.dueNanos() <= now;
          first = scheduled.peek()) {
        scheduled.remove();
        first.proceed(now);
      }
    }
  }

  private void await() throws IOException {
    MockConnection first = scheduled.peek();
    long wait = first == null ? Long.MAX_VALUE : first.dueNanos() - System.nanoTime();
    if (first == null) {
      selector.select(this::ready);
    } else if (wait >= 2 * MILLISECOND) {
      selector.select(this::ready, wait / MILLISECOND - 1);
    } else {
      // The selector knows whole milliseconds only; sending in bursts would flatter the proxy.
      if (wait >= SHORTEST_NAP) {
        LockSupport.parkNanos(Math.min(wait, LONGEST_NAP));
      }
      selector.selectNow(this::ready);
    }
  }

  private void ready(SelectionKey key) {
    if (key.isValid() && key.isAcceptable()) {
      accept();
    } else if (key.attachment() instanceof MockConnection connection) {
      try {
        if (key.isValid() && key.isWritable()) {
          connection.flush();
        }
        if (key.isValid() && key.isReadable()) {
          connection.read(in, bytes);
        }
      } catch (IOException _) {
        connection.close();
      }
    }
  }

  private void accept() {
    try {
      for (SocketChannel channel = listener.accept();
          channel != null;
          channel = listener.accept()) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        key.attach(new MockConnection(this, channel, key));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The answer to a request; made when it is first asked for.
  Answer answer(@Nullable Dialect dialect, @Nullable Script script) {
    if (dialect == null || script == null) {
      return unknown;
    }
    return answers
        .computeIfAbsent(dialect, _ -> new HashMap<>())
        .computeIfAbsent(script, _ -> Answer.of(dialect, script));
  }

  /// The answer to whatever is not asked with a body: an empty list.
  Answer idleAnswer() {
    return idle;
  }

  /// An empty buffer to compose a piece of an answer in, until it is sent.
  ByteBuffer scratch() {
    return out.clear();
  }

  /// Wakes the connection when its next piece is due. Its due time does not change meanwhile.
  void schedule(MockConnection connection) {
    scheduled.add(connection);
  }

  @Override
  public void close() throws IOException {
    listener.close();
    selector.close();
  }
}
