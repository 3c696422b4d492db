package dev.bifrost.engine.upstream;

import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.Operation;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.ErrorText;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.WireFormat;
import java.util.List;

/// Both sides speak the same dialect: the bytes pass untouched but for what an edit names, and a
/// decoder only listens.
final class VerbatimRoad implements Road {
  private final Call call;
  private final Target target;
  private final Answer answer;
  private final WireFormat format;

  VerbatimRoad(Call call, Target target, Answer answer) {
    this.call = call;
    this.target = target;
    this.answer = answer;
    this.format = target.format();
  }

  @Override
  public byte[] body() {
    List<RequestEdit> edits =
        List.of(new RequestEdit.SetModel(target.model()), new RequestEdit.RestoreReasoning());
    byte[] edited = format.chat().edit(call.body(), edits);
    return Quirks.applied(edited, target.provider().description());
  }

  @Override
  public void relay(Response response) throws UpstreamFault {
    if (response.status() == 200 && Passing.isEventStream(response.headers())) {
      String contentType = call.request().route().framing().contentType();
      Headers headers = Passing.on(response.headers()).with("content-type", contentType);
      new VerbatimStream(answer, headers, format, call.request().route().framing())
          .relay(response, target.provider().config().network().streamIdleTimeout());
    } else {
      whole(response);
    }
  }

  /// What fails passes as it is; but a page or a text is no error of the dialect and is told in its
  /// words.
  private void whole(Response response) throws UpstreamFault {
    byte[] body = WholeBody.read(response, target.provider().config().network().requestTimeout());
    if (response.status() >= 400) {
      Failure failure = format.readFailure(response.status(), response.headers()::first, body);
      if (ErrorText.object(body) == null) {
        throw new Failed(failure);
      }
      answer.account().failed(failure);
    } else if (call.request().route().operation() == Operation.CHAT) {
      listen(body);
    }
    answer.reply(response.status(), Passing.on(response.headers()), body);
  }

  /// The tap may fail, the answer may not fail by it; but what is no JSON at all is no answer.
  private void listen(byte[] body) {
    Obj object = WholeBody.object(body, target);
    try {
      format.chat().readAnswer(object).forEach(answer.account()::hear);
    } catch (Failed unreadable) {
      answer.account().failed(unreadable.failure());
    }
  }
}
