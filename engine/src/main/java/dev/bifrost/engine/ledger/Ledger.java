package dev.bifrost.engine.ledger;

import dev.bifrost.engine.exchange.ClientRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Opens an account for each exchange and tells its observers when it closes. Safe for many
/// threads.
public final class Ledger {
  private final InstantSource clock;
  private final List<Consumer<ExchangeRecord>> observers;
  private final AtomicLong open = new AtomicLong();

  /// A ledger whose observers hear every closed account, in this order, on the request's own
  /// thread: they must be quick and never throw.
  public Ledger(InstantSource clock, List<Consumer<ExchangeRecord>> observers) {
    this.clock = clock;
    this.observers = List.copyOf(observers);
  }

  /// Opens the account of a request.
  public Account open(ClientRequest request) {
    open.incrementAndGet();
    return new Account(this, request, clock.instant());
  }

  /// How many accounts are open now.
  public long openAccounts() {
    return open.get();
  }

  void closed(ExchangeRecord record) {
    open.decrementAndGet();
    for (Consumer<ExchangeRecord> observer : observers) {
      observer.accept(record);
    }
  }
}
