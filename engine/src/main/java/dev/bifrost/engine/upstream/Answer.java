package dev.bifrost.engine.upstream;

import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.engine.ledger.Account;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Loss;
import dev.bifrost.wire.RequestHead;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer to one request on its way to the client: the client's sink and the exchange's account
/// hear the same. One thread.
public final class Answer {
  private final ClientRequest request;
  private final ClientSink client;
  private final Account account;
  private @Nullable Target target;
  private String requestedModel = "";
  private boolean isStreamed;
  private List<Loss> losses = List.of();

  /// An answer to this request.
  public Answer(ClientRequest request, ClientSink client, Account account) {
    this.request = request;
    this.client = client;
    this.account = account;
  }

  /// The account of the exchange.
  Account account() {
    return account;
  }

  /// Notes what is asked for, for the answer's headers and the account.
  public void asks(RequestHead head) {
    requestedModel = head.model();
    isStreamed = head.stream();
    account.asks(head);
  }

  /// Notes who is asked, for the answer's headers and the account.
  public void goesTo(Target who) {
    target = who;
    account.goesTo(who);
  }

  /// Notes what the provider's dialect cannot carry, for the answer's headers.
  void lost(List<Loss> dropped) {
    losses = dropped;
    account.lost(dropped);
  }

  /// The facts that a machine of the client's dialect wants.
  AnswerHead head(Obj body) {
    return new AnswerHead(
        request.id().replace("-", ""), requestedModel, account.at().getEpochSecond(), body);
  }

  /// Answers whole.
  void reply(int status, Headers headers, byte[] body) {
    account.answered(status);
    client.reply(status, served(headers), body);
  }

  /// Starts a streamed answer.
  void start(int status, Headers headers) {
    account.answered(status);
    client.start(status, served(headers));
  }

  /// The name of the provider that is asked.
  String provider() {
    return target == null ? "" : target.provider().name();
  }

  /// Calls `action` when the client leaves before the answer is complete.
  void onClientGone(Runnable action) {
    client.onGone(action);
  }

  /// Sends what was written.
  void write(Bytes bytes) {
    client.write(bytes.toArray(), 0, bytes.length());
  }

  /// Sends bytes of a streamed answer.
  void write(byte[] bytes, int from, int to) {
    client.write(bytes, from, to);
  }

  /// Ends a streamed answer.
  void end() {
    client.end();
  }

  /// Tells a failure in the client's own dialect, as the whole answer.
  public void fail(Failure failure) {
    account.failed(failure);
    if (failure.kind() == Failure.Kind.CLIENT_GONE) {
      client.cut();
      return;
    }
    if (client.isStarted()) {
      // A road tells its own failures inside the stream; what comes here then is a fault of ours,
      // and no success.
      client.cut();
      return;
    }
    account.answered(client.refuse(failure, served(Headers.EMPTY)));
  }

  private Headers served(Headers headers) {
    Headers.Builder all = Headers.builder().addAll(headers);
    all.add("x-bifrost-request-id", request.id());
    all.add("x-bifrost-request-type", request.route().requestType(isStreamed));
    if (target != null) {
      all.add("x-bifrost-provider", target.provider().name());
      all.add("x-bifrost-original-model", requestedModel);
      all.add("x-bifrost-resolved-model", target.model());
    }
    if (!losses.isEmpty()) {
      all.add(
          "x-bifrost-dropped", losses.stream().map(Loss::what).collect(Collectors.joining(", ")));
    }
    return all.build();
  }
}
