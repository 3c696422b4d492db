package dev.bifrost.engine.upstream;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.engine.config.NetworkConfig;
import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.Caller;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.Operation;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.provider.Address;
import dev.bifrost.failure.Failed;
import dev.bifrost.transport.Cancellation;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.Request;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.WireFormat;
import java.time.Duration;
import java.util.List;

/// Sends a call to its target and brings the answer back, on the road that the two dialects ask
/// for. Safe for many threads.
public final class Dispatcher {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final TokenEstimator tokens;

  /// Sends by this client.
  ///
  /// @param tokens counts where a provider cannot
  public Dispatcher(HttpClient http, TokenEstimator tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  /// Runs one attempt to its end. When the client leaves, the provider's connection is closed at
  /// once.
  ///
  /// @throws Failed where it fails before anything has gone to the client
  public void run(Call call, Caller caller, Target target, Answer answer) {
    if (mustEstimate(call, target)) {
      estimate(call, target, answer);
      return;
    }
    Road road =
        target.format().equals(call.request().route().format())
            ? new VerbatimRoad(call, target, answer)
            : new TranslatedRoad(call, target, answer);
    Request request = request(call, caller, target, road.body());
    Cancellation cancellation = new Cancellation();
    answer.onClientGone(cancellation::cancel);
    try (Response response = http.send(request, cancellation)) {
      road.relay(response);
    } catch (UpstreamFault fault) {
      throw new Failed(Faults.failure(fault, target.provider().name()));
    }
  }

  /// Whether a token count is asked for that the target cannot make in the client's own dialect.
  private static boolean mustEstimate(Call call, Target target) {
    WireFormat client = call.request().route().format();
    return call.request().route().operation() == Operation.COUNT_TOKENS
        && !(target.format().equals(client)
            && target.provider().description().paths().count().containsKey(client.name()));
  }

  private void estimate(Call call, Target target, Answer answer) {
    ClientRequest.Route route = call.request().route();
    ChatRequest request = route.format().chat().read(call.body(), route.facts());
    boolean openAi = target.provider().description().formats().containsKey("openai.responses");
    long count = tokens.count(request, openAi);
    answer.reply(
        200,
        Headers.of("content-type", "application/json"),
        CountAnswers.of(route.format().name(), target.model(), count).toBytes());
  }

  private static Request request(Call call, Caller caller, Target target, byte[] body) {
    Address address = Outgoing.address(target);
    NetworkConfig network = target.provider().config().network();
    return new Request(
        "POST",
        address.origin(),
        Outgoing.path(call, target, caller, address),
        Outgoing.headers(call, target, caller),
        List.of(body),
        new Request.Limits(CONNECT_TIMEOUT, network.requestTimeout()));
  }
}
