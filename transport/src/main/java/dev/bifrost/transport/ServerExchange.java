package dev.bifrost.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One exchange of a server: what the handler's thread sees of it, and what the connection (or the
/// stream of HTTP/2) tells it. Its own monitor guards its state.
final class ServerExchange implements Exchange, Runnable {
  /// Why no more of a body comes.
  sealed interface Fault {
    /// The client has left.
    record Gone(String message) implements Fault {}

    /// The body is larger than allowed.
    record TooLarge(int maxBytes) implements Fault {}
  }

  /// The head of a request.
  record Head(
      String method, String path, @Nullable String query, Headers headers, boolean webSocket) {}

  /// The connection's side of an exchange.
  interface Link {
    /// The client's address.
    InetSocketAddress remoteAddress();

    /// Whether the client came over TLS.
    boolean secure();

    /// The handler waits for the body. From the handler's thread.
    void bodyWanted();

    /// Sets the head of the answer; `length` is that of the body, or [MessageReader#CHUNKED].
    void head(int status, Headers headers, long length);

    /// Cuts the answer of `exchange` now. From any thread.
    void cutNow(ServerExchange exchange);

    /// Changes to WebSocket. From the handler's thread.
    WebSocket upgrade(ServerExchange exchange, @Nullable String subprotocol, int maxMessageBytes);
  }

  private final Head head;
  private final Link link;
  private final HttpServer server;
  private final Inbox<Fault> inbox = new Inbox<>();
  private final Waiter reader = new Waiter();
  private final Outbox outbox;
  private byte @Nullable [] body;
  private boolean answered;
  private boolean over;
  private @Nullable String gone;
  private @Nullable List<Runnable> goneActions;

  ServerExchange(Head head, Link link, HttpServer server, Outbox outbox) {
    this.head = head;
    this.link = link;
    this.server = server;
    this.outbox = outbox;
  }

  // What the handler sees.

  @Override
  public String method() {
    return head.method;
  }

  @Override
  public String path() {
    return head.path;
  }

  @Override
  public @Nullable String query() {
    return head.query;
  }

  @Override
  public Headers headers() {
    return head.headers;
  }

  @Override
  public InetSocketAddress remoteAddress() {
    return link.remoteAddress();
  }

  @Override
  public boolean secure() {
    return link.secure();
  }

  @Override
  public byte[] body() throws ClientGone, BodyTooLarge {
    byte[] known = body;
    if (known != null) {
      return known;
    }
    if (!inbox.settled()) {
      link.bodyWanted();
      if (reader.await(inbox::settled, LazyTimer.NEVER) == Waiter.Outcome.INTERRUPTED) {
        throw new ClientGone("interrupted while waiting for the body");
      }
    }
    switch (inbox.fault()) {
      case null -> {}
      case Fault.Gone(String message) -> throw new ClientGone(message);
      case Fault.TooLarge(int maxBytes) -> throw new BodyTooLarge(maxBytes);
    }
    byte[] whole = inbox.take();
    body = whole;
    return whole;
  }

  @Override
  public void respond(int status, Headers headers, byte[]... parts) throws ClientGone {
    begin();
    long length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    link.head(status, headers, length);
    outbox.open();
    if (!isBodyless(status)) {
      for (byte[] part : parts) {
        outbox.add(part, 0, part.length);
      }
    }
    outbox.end();
    outbox.schedule();
  }

  @Override
  public BodyWriter stream(int status, Headers headers) throws ClientGone {
    begin();
    link.head(status, headers, MessageReader.CHUNKED);
    outbox.open();
    outbox.schedule();
    return new Stream(isBodyless(status));
  }

  @Override
  public void onClientGone(Runnable action) {
    synchronized (this) {
      if (gone == null) {
        if (!over) {
          if (goneActions == null) {
            goneActions = new ArrayList<>(2);
          }
          goneActions.add(action);
        }
        return;
      }
    }
    action.run();
  }

  @Override
  public boolean isWebSocketUpgrade() {
    return head.webSocket;
  }

  @Override
  public WebSocket upgrade(@Nullable String subprotocol, int maxMessageBytes) throws ClientGone {
    if (!head.webSocket) {
      throw new IllegalStateException("the client did not ask for a WebSocket");
    }
    begin();
    return link.upgrade(this, subprotocol, maxMessageBytes);
  }

  /// Runs the handler.
  @Override
  public void run() {
    try {
      server.handler().handle(this);
    } catch (ClientGone _) {
      // Nobody is left to tell.
    } catch (IOException | RuntimeException failure) {
      server.listener().handlerFailed(this, failure);
    } finally {
      leave();
    }
  }

  private void leave() {
    if (outbox.unfinished()) {
      link.cutNow(this);
    }
  }

  private void begin() throws ClientGone {
    synchronized (this) {
      if (gone != null) {
        throw new ClientGone(gone);
      }
      if (answered) {
        throw new IllegalStateException("the exchange was answered before");
      }
      answered = true;
    }
  }

  private boolean isBodyless(int status) {
    return head.method.equals("HEAD") || status == 204 || status == 304;
  }

  // What the connection tells, on the loop.

  Head head() {
    return head;
  }

  Inbox<Fault> inbox() {
    return inbox;
  }

  Outbox outbox() {
    return outbox;
  }

  /// Something may be ready for the handler to read.
  void signal() {
    if (inbox.settled()) {
      reader.signal();
    }
  }

  /// The answer is complete.
  synchronized void complete() {
    over = true;
    goneActions = null;
  }

  /// The client has left. Does nothing when the answer is complete.
  void lose(String why) {
    List<Runnable> actions;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      gone = why;
      actions = goneActions == null ? List.of() : goneActions;
      goneActions = null;
    }
    inbox.fail(new Fault.Gone(why));
    reader.signal();
    outbox.lose();
    actions.forEach(Runnable::run);
  }

  private final class Stream implements BodyWriter {
    private final boolean bodyless;

    Stream(boolean bodyless) {
      this.bodyless = bodyless;
    }

    @Override
    public void write(byte[] bytes, int from, int to) throws ClientGone {
      if (!bodyless) {
        outbox.add(bytes, from, to);
        outbox.schedule();
      }
      if (outbox.awaitRoom() == Waiter.Outcome.INTERRUPTED) {
        throw new ClientGone("interrupted while writing");
      }
      check();
    }

    @Override
    public void end() throws ClientGone {
      outbox.end();
      outbox.schedule();
      check();
    }

    @Override
    public void abort() {
      outbox.cut();
      outbox.schedule();
    }

    private void check() throws ClientGone {
      if (outbox.lost()) {
        throw new ClientGone("the client has left");
      }
    }
  }
}
