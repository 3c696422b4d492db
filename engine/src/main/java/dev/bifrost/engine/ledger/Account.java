package dev.bifrost.engine.ledger;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Usage;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.ledger.ExchangeRecord.Outcome;
import dev.bifrost.engine.ledger.ExchangeRecord.Served;
import dev.bifrost.failure.Failure;
import dev.bifrost.wire.Loss;
import dev.bifrost.wire.RequestHead;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The account of one exchange while it goes on. It listens to the answer's events and closes once,
/// whatever happens. One thread.
public final class Account implements AutoCloseable {
  private static final int MAX_AGENT = 80;

  private final Ledger ledger;
  private final ClientRequest request;
  private final Instant at;

  private RequestHead head = new RequestHead("", false);
  private @Nullable Served served;
  private @Nullable Failure failure;
  private @Nullable Usage usage;
  private long firstTokenNanos;
  private int status;
  private List<String> losses = List.of();
  private boolean closed;

  Account(Ledger ledger, ClientRequest request, Instant at) {
    this.ledger = ledger;
    this.request = request;
    this.at = at;
  }

  /// When the exchange began.
  public Instant at() {
    return at;
  }

  /// How long the exchange has lasted.
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - request.arrivedNanos());
  }

  /// Notes what is asked for.
  public void asks(RequestHead asked) {
    head = asked;
  }

  /// Notes who is asked.
  public void goesTo(Target target) {
    served =
        new Served(
            target.provider().name(), target.format().name(), target.model(), target.key().name());
  }

  /// Notes what the provider's dialect cannot carry.
  public void lost(List<Loss> dropped) {
    losses = dropped.stream().map(Loss::what).toList();
  }

  /// Notes that an answer of this status goes to the client.
  public void answered(int httpStatus) {
    status = httpStatus;
    if (firstTokenNanos == 0) {
      firstTokenNanos = System.nanoTime();
    }
  }

  /// Hears an event of the answer.
  public void hear(StreamEvent event) {
    switch (event) {
      case StreamEvent.Started started -> learn(started.usage());
      case StreamEvent.Finished finished -> learn(finished.usage());
      case StreamEvent.Broken broken -> {
        learn(broken.usage());
        failure = broken.failure();
      }
      case StreamEvent.PartStarted _,
          StreamEvent.TextDelta _,
          StreamEvent.ReasoningDelta _,
          StreamEvent.ArgumentsDelta _,
          StreamEvent.SignatureDelta _,
          StreamEvent.CitationDelta _,
          StreamEvent.PartEnded _ -> {}
    }
  }

  private void learn(@Nullable Usage told) {
    if (told != null) {
      usage = told;
    }
  }

  /// Notes a failure.
  public void failed(Failure what) {
    failure = what;
    if (status == 0) {
      status = what.status();
    }
  }

  /// Closes the account and tells the observers; only the first call counts.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    Duration firstToken =
        firstTokenNanos == 0 ? null : Duration.ofNanos(firstTokenNanos - request.arrivedNanos());
    String kind = failure == null ? null : failure.kind().name().toLowerCase(Locale.ROOT);
    ledger.closed(
        new ExchangeRecord(
            request.id(),
            at,
            client(),
            served,
            new Outcome(status, kind, usage, firstToken, elapsed(), losses)));
  }

  private ExchangeRecord.Client client() {
    ClientRequest.Route route = request.route();
    String agent = Objects.requireNonNullElse(request.headers().first("user-agent"), "");
    return new ExchangeRecord.Client(
        agent.length() > MAX_AGENT ? agent.substring(0, MAX_AGENT) : agent,
        route.door().name(),
        route.format().name(),
        route.operation().word(),
        head.model(),
        head.stream());
  }
}
