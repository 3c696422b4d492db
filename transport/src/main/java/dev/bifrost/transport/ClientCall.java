package dev.bifrost.transport;

import dev.bifrost.transport.UpstreamFault.Kind;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One request and its response: what the calling thread sees, and what the loop tells it.
final class ClientCall implements Response {
  private record Fault(Kind kind, String message) {}

  private record Head(int status, Headers headers) {}

  private final Request request;
  private final LoopPool pool;
  private final Cancellation cancellation;
  private final Runnable cancelAction = this::cancel;
  private final Inbox<Fault> inbox = new Inbox<>();
  private final Waiter reader = new Waiter();
  private volatile @Nullable Head head;
  private volatile @Nullable ClientConnection connection;
  private volatile long due = LazyTimer.NEVER;
  private boolean repeated;

  ClientCall(Request request, LoopPool pool, Cancellation cancellation) {
    this.request = request;
    this.pool = pool;
    this.cancellation = cancellation;
  }

  // The caller's side.

  /// Sends the request and waits for the head.
  Response send() throws UpstreamFault {
    long deadline = Loop.now() + request.limits().head().toNanos();
    due = deadline;
    cancellation.onCancel(cancelAction);
    pool.loop().execute(this::start);
    switch (reader.await(() -> head != null || inbox.settled(), deadline)) {
      case READY -> {}
      case LATE -> fail(Kind.HEADER_TIMEOUT, "no answer after " + request.limits().head());
      case INTERRUPTED -> fail(Kind.CANCELLED, "interrupted");
    }
    due = LazyTimer.NEVER;
    if (head == null) {
      Fault fault = inbox.fault();
      close();
      throw thrown(fault == null ? new Fault(Kind.RESET, "no answer") : fault);
    }
    return this;
  }

  @Override
  public int status() {
    return known().status;
  }

  @Override
  public Headers headers() {
    return known().headers;
  }

  private Head known() {
    Head known = head;
    if (known == null) {
      throw new IllegalStateException("the head has not come");
    }
    return known;
  }

  @Override
  public byte @Nullable [] read(Duration idle) throws UpstreamFault {
    return readUntil(Loop.now() + idle.toNanos(), idle);
  }

  private byte @Nullable [] readUntil(long deadline, Duration patience) throws UpstreamFault {
    if (!inbox.ready()) {
      awaitBytes(deadline, patience);
    }
    if (inbox.length() > 0) {
      byte[] bytes = inbox.take();
      ClientConnection source = connection;
      if (source != null && source.paused()) {
        pool.loop().execute(() -> source.resume(this));
      }
      return bytes;
    }
    Fault fault = inbox.fault();
    if (fault != null) {
      throw thrown(fault);
    }
    return null;
  }

  private void awaitBytes(long deadline, Duration patience) throws UpstreamFault {
    due = deadline;
    ClientConnection source = connection;
    if (source != null) {
      source.timer().checkFromOutside(deadline);
    }
    Waiter.Outcome outcome = reader.await(inbox::ready, deadline);
    due = LazyTimer.NEVER;
    switch (outcome) {
      case READY -> {}
      case LATE -> throw thrown(new Fault(Kind.IDLE_TIMEOUT, "nothing came for " + patience));
      case INTERRUPTED -> {
        cancel();
        throw thrown(new Fault(Kind.CANCELLED, "interrupted"));
      }
    }
  }

  @Override
  public byte[] readAll(int maxBytes, Duration total) throws UpstreamFault {
    long deadline = Loop.now() + total.toNanos();
    byte[] all = readUntil(deadline, total);
    if (all == null) {
      return new byte[0];
    }
    int length = all.length;
    while (length <= maxBytes) {
      byte[] more = readUntil(deadline, total);
      if (more == null) {
        return length == all.length ? all : Arrays.copyOf(all, length);
      }
      if (length + more.length > all.length) {
        all = Arrays.copyOf(all, Math.max(2 * length, length + more.length));
      }
      System.arraycopy(more, 0, all, length, more.length);
      length += more.length;
    }
    close();
    throw thrown(new Fault(Kind.TOO_LARGE, "the body is larger than " + maxBytes + " bytes"));
  }

  @Override
  public void close() {
    cancellation.forget(cancelAction);
    cancel();
  }

  private void cancel() {
    fail(Kind.CANCELLED, "cancelled");
  }

  private static UpstreamFault thrown(Fault fault) {
    return new UpstreamFault(fault.kind, fault.message);
  }

  // The loop's side.

  Request request() {
    return request;
  }

  /// When the caller stops waiting.
  long due() {
    return due;
  }

  /// The caller has waited long enough.
  void late() {
    due = LazyTimer.NEVER;
    reader.signal();
  }

  /// Whether the response has ended, well or not.
  boolean settled() {
    return inbox.settled();
  }

  private void start() {
    if (!settled()) {
      pool.serve(this);
    }
  }

  /// Whether the request may be sent once more; true at most once.
  boolean mayRepeat() {
    boolean may = !repeated && !settled();
    repeated = true;
    return may;
  }

  /// The request goes out on this connection.
  void begun(ClientConnection connection) {
    this.connection = connection;
  }

  void head(int status, Headers headers) {
    head = new Head(status, headers);
  }

  /// Takes bytes of the body; returns how many wait for the caller.
  int data(ByteBuf in, int count, int expected) {
    inbox.add(in, count, expected);
    return inbox.length();
  }

  void end() {
    inbox.end();
    reader.signal();
  }

  /// Wakes the caller, if it waits.
  void signal() {
    reader.signal();
  }

  /// Ends the call, from any thread; the first end counts. Its connection is given up.
  void fail(Kind kind, String message) {
    if (inbox.fail(new Fault(kind, message))) {
      reader.signal();
      pool.loop().execute(this::abandon);
    }
  }

  private void abandon() {
    ClientConnection used = connection;
    if (used != null) {
      used.abandon(this);
    } else {
      pool.forget(this);
    }
  }
}
