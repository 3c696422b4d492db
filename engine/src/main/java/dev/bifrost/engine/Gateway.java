package dev.bifrost.engine;

import dev.bifrost.engine.access.Authenticator;
import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.Caller;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.ledger.Account;
import dev.bifrost.engine.ledger.Ledger;
import dev.bifrost.engine.upstream.Answer;
import dev.bifrost.engine.upstream.Dispatcher;
import dev.bifrost.failure.Failed;
import java.util.concurrent.atomic.AtomicReference;

/// The corridor that every request walks through, top to bottom. Safe for many threads; blocking,
/// one virtual thread a request.
public final class Gateway {
  private final AtomicReference<Snapshot> current;
  private final Authenticator authenticator = new Authenticator();
  private final Ledger ledger;
  private final Dispatcher dispatcher;

  /// A gateway that starts with this snapshot.
  public Gateway(Snapshot first, Ledger ledger, Dispatcher dispatcher) {
    this.current = new AtomicReference<>(first);
    this.ledger = ledger;
    this.dispatcher = dispatcher;
  }

  /// The configuration that new requests get.
  public Snapshot snapshot() {
    return current.get();
  }

  /// Gives new requests another configuration; those under way finish on the old one.
  public void use(Snapshot next) {
    current.set(next);
  }

  /// Serves one request. Whatever fails is told to the client in its own dialect, before or inside
  /// the answer.
  public void serve(ClientRequest request, ClientSink client) {
    Snapshot now = snapshot();
    try (Account account = ledger.open(request)) {
      Answer answer = new Answer(request, client, account);
      try {
        Caller caller = authenticator.identify(request);
        Call call = Call.read(request);
        answer.asks(call.head());
        Target target = now.router().target(caller, call);
        answer.goesTo(target);
        dispatcher.run(call, caller, target, answer);
      } catch (Failed failed) {
        answer.fail(failed.failure());
      }
    }
  }
}
