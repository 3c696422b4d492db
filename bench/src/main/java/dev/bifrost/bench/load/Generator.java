package dev.bifrost.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Sends one plan over a fixed number of connections at a given pace, on the calling thread.
public final class Generator {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long MILLISECOND = 1_000_000;

  private final Plan plan;
  private final Pace pace;
  private final Tally tally;
  private final Selector selector;
  private final List<ClientConnection> connections = new ArrayList<>();
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final byte[] bytes = new byte[BUFFER_BYTES];
  private final long startNanos;
  private final long openNanos;
  private final long closeNanos;
  private final long giveUpNanos;
  private final @Nullable Arrivals arrivals;
  private int begun;

  private Generator(Plan plan, Pace pace, Window window, LongSupplier cpuNanos, int count)
      throws IOException {
    this.plan = plan;
    this.pace = pace;
    this.tally = new Tally(cpuNanos, pace instanceof Pace.Open);
    this.selector = Selector.open();
    connect(count);
    startNanos = System.nanoTime();
    openNanos = startNanos + window.settle().toNanos();
    closeNanos = openNanos + window.length().toNanos();
    giveUpNanos = closeNanos + window.drain().toNanos();
    arrivals = pace instanceof Pace.Open rate ? new Arrivals(rate, startNanos, closeNanos) : null;
  }

  private void connect(int count) throws IOException {
    ByteBuffer request = ByteBuffer.allocateDirect(plan.request().length);
    request.put(plan.request()).flip();
    for (int i = 0; i < count; i++) {
      ClientConnection connection = new ClientConnection(this, plan, tally, request.duplicate());
      connections.add(connection);
      idle.add(connection);
    }
  }

  /// Runs the load and answers what it has measured.
  ///
  /// @param connections how many, all open before the first request
  /// @param cpuNanos the CPU time of the measured process so far
  /// @throws IOException when the server cannot be reached at all
  public static Outcome run(
      Plan plan, Pace pace, Window window, LongSupplier cpuNanos, int connections)
      throws IOException {
    Generator generator = new Generator(plan, pace, window, cpuNanos, connections);
    try {
      generator.loop();
      return generator.tally.outcome();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      for (ClientConnection connection : generator.connections) {
        connection.close();
      }
      generator.selector.close();
    }
  }

  Selector selector() {
    return selector;
  }

  private void loop() throws IOException {
    while (true) {
      long now = System.nanoTime();
      if (!tally.opened() && now >= openNanos) {
        tally.openWindow();
      }
      if (tally.open() && now >= closeNanos) {
        tally.closeWindow();
      }
      long next = feed(now);
      if (now >= closeNanos && (allAnswered() || now >= giveUpNanos)) {
        giveUp(now);
        return;
      }
      await(Math.min(next, nextMark(now)));
    }
  }

  /// Sends what is due; answers when the next request is.
  private long feed(long now) throws IOException {
    return switch (pace) {
      case Pace.Closed closed -> begin(closed, now);
      case Pace.Open _ -> arrivals == null ? Long.MAX_VALUE : arrive(arrivals, now);
    };
  }

  private long begin(Pace.Closed closed, long now) throws IOException {
    int count = connections.size();
    long rampNanos = closed.ramp().toNanos();
    while (begun < count && now < closeNanos) {
      long due = startNanos + rampNanos * begun / count;
      if (due > now) {
        return due;
      }
      begun++;
      idle.remove().send(now);
    }
    return Long.MAX_VALUE;
  }

  private long arrive(Arrivals coming, long now) throws IOException {
    coming.advanceTo(now);
    while (coming.hasWaiting() && !idle.isEmpty()) {
      idle.removeLast().send(coming.take());
    }
    return coming.nextNanos();
  }

  private long nextMark(long now) {
    if (now < openNanos) {
      return openNanos;
    }
    return now < closeNanos ? closeNanos : giveUpNanos;
  }

  private boolean allAnswered() {
    return idle.size() == connections.size() && (arrivals == null || !arrivals.hasWaiting());
  }

  private void giveUp(long now) {
    for (ClientConnection connection : connections) {
      if (connection.busy()) {
        tally.unanswered(connection.intendedNanos(), now);
      }
    }
    while (arrivals != null && arrivals.hasWaiting()) {
      tally.unanswered(arrivals.take(), now);
    }
  }

  /// Waits for answers, until `untilNanos` at most. The selector knows whole milliseconds only, so
  /// the rest is spun away, giving way to the mock on the same core.
  @SuppressWarnings("ThreadPriorityCheck") // Giving way is the point: the mock runs on this core.
  private void await(long untilNanos) throws IOException {
    long wait = untilNanos - System.nanoTime();
    if (wait >= 2 * MILLISECOND) {
      selector.select(this::ready, wait / MILLISECOND - 1);
    } else {
      Thread.yield();
      selector.selectNow(this::ready);
    }
  }

  private void ready(SelectionKey key) {
    if (!(key.attachment() instanceof ClientConnection connection)) {
      return;
    }
    try {
      if (key.isValid() && key.isWritable()) {
        write(connection);
      }
      if (key.isValid() && key.isReadable()) {
        connection.read(buffer, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(ClientConnection connection) throws IOException {
    try {
      connection.flush();
    } catch (IOException e) {
      connection.fail(e);
    }
  }

  /// The connection has its answer.
  void done(ClientConnection connection, boolean closes) throws IOException {
    if (closes) {
      connection.reconnect();
    }
    free(connection);
  }

  /// The connection may send again.
  void free(ClientConnection connection) throws IOException {
    long now = System.nanoTime();
    boolean again = pace instanceof Pace.Closed && now < closeNanos;
    if (again) {
      connection.send(now);
    } else {
      idle.add(connection);
    }
  }
}
