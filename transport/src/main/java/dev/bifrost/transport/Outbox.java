package dev.bifrost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;

/// The bytes of one message on their way out, from the one thread that writes them to the loop that
/// sends them. What a thread writes before the loop gets its turn leaves together. Its own monitor
/// guards its state; nobody waits while holding it.
final class Outbox implements Runnable {
  /// The largest piece that is copied and sent at one time.
  private static final int PIECE = 64 * 1024;

  /// How the message lies on the wire. Called on the loop.
  interface Wire {
    /// Writes, without a flush, the next `count` bytes of `outbox`, after the head if this is the
    /// first call; `last` says that the message ends with them.
    void write(Outbox outbox, int count, boolean last);

    /// Everything was written and flushed.
    void sent();

    /// Everything that was given before a cut was written and flushed.
    void cut();
  }

  private record Slice(byte[] bytes, int from, int to) {}

  private enum State {
    /// The head is not known yet.
    NEW,
    OPEN,
    ENDED,
    CUT,
    /// The last byte was given to the channel, or nobody is there to take it.
    OVER
  }

  private final Loop loop;
  private final Channel channel;
  private final Wire wire;
  private final int limit;
  private final Waiter writer = new Waiter();
  private final ArrayDeque<Slice> slices = new ArrayDeque<>(4);
  private int skip;
  private long pending;
  private State state = State.NEW;
  private boolean lost;
  private boolean fresh = true;
  private boolean scheduled;

  /// Of the loop.
  private boolean draining;

  Outbox(Loop loop, Channel channel, Wire wire, int limit) {
    this.loop = loop;
    this.channel = channel;
    this.wire = wire;
    this.limit = limit;
  }

  /// The head is known: from now on the message may leave.
  synchronized void open() {
    if (state == State.NEW) {
      state = State.OPEN;
    }
  }

  /// Whether the message has neither ended nor been cut.
  synchronized boolean unfinished() {
    return state == State.NEW || state == State.OPEN;
  }

  /// Appends bytes. They are sent by the next [#run].
  synchronized void add(byte[] bytes, int from, int to) {
    if (to > from && state == State.OPEN) {
      slices.add(new Slice(bytes, from, to));
      pending += to - from;
    }
  }

  /// The message ends with what was added.
  synchronized void end() {
    if (state == State.OPEN) {
      state = State.ENDED;
    }
  }

  /// The message is cut after what was added.
  synchronized void cut() {
    if (state == State.OPEN) {
      state = State.CUT;
    }
  }

  /// Nobody takes any more.
  void lose() {
    synchronized (this) {
      lost = true;
      state = State.OVER;
      slices.clear();
      pending = 0;
    }
    writer.signal();
  }

  /// Has the loop send what was added, soon.
  void schedule() {
    synchronized (this) {
      if (scheduled) {
        return;
      }
      scheduled = true;
    }
    loop.execute(this);
  }

  /// Waits while too much is unsent.
  Waiter.Outcome awaitRoom() {
    return room() ? Waiter.Outcome.READY : writer.await(this::room, LazyTimer.NEVER);
  }

  /// Whether nobody takes any more.
  synchronized boolean lost() {
    return lost;
  }

  private synchronized boolean room() {
    return lost || (pending <= limit && channel.isWritable());
  }

  /// Sends as much as the channel takes. On the loop.
  @Override
  public void run() {
    synchronized (this) {
      scheduled = false;
    }
    drain();
  }

  /// Sends as much as the channel takes. On the loop.
  void drain() {
    if (draining) {
      return;
    }
    draining = true;
    State reached = State.OPEN;
    while (channel.isWritable() && reached == State.OPEN && pieceReady()) {
      while (channel.isWritable() && reached == State.OPEN && pieceReady()) {
        reached = writePiece();
      }
      channel.flush();
    }
    draining = false;
    if (reached == State.ENDED) {
      wire.sent();
    } else if (reached == State.CUT) {
      wire.cut();
    }
    writer.signal();
  }

  private synchronized boolean pieceReady() {
    return switch (state) {
      case NEW, OVER -> false;
      case OPEN -> fresh || pending > 0;
      case ENDED, CUT -> true;
    };
  }

  private State writePiece() {
    synchronized (this) {
      int count = (int) Math.min(PIECE, pending);
      boolean all = count == pending;
      fresh = false;
      wire.write(this, count, all && state == State.ENDED);
      if (!all || state == State.OPEN) {
        return State.OPEN;
      }
      State reached = state;
      state = State.OVER;
      return reached;
    }
  }

  /// Moves the next `count` bytes into `out`. For [Wire#write] only.
  void copyTo(ByteBuf out, int count) {
    int wanted = count;
    while (wanted > 0) {
      Slice slice = slices.getFirst();
      int from = slice.from + skip;
      int taken = Math.min(wanted, slice.to - from);
      out.writeBytes(slice.bytes, from, taken);
      wanted -= taken;
      skip += taken;
      if (slice.from + skip == slice.to) {
        slices.removeFirst();
        skip = 0;
      }
    }
    pending -= count;
  }
}
