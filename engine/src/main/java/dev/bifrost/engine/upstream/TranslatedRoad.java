package dev.bifrost.engine.upstream;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.engine.exchange.Call;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.Target;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.Headers;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.ChatCodec;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.Loss;
import dev.bifrost.wire.StreamDecoder;
import dev.bifrost.wire.WireFormat;
import dev.bifrost.wire.Written;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The sides speak different dialects: the request is read and written anew, the answer decoded and
/// encoded.
final class TranslatedRoad implements Road {
  private final Call call;
  private final Target target;
  private final Answer answer;
  private final WireFormat spoken;
  private final ClientRequest.Route route;
  private final Written written;

  /// Translates the request.
  ///
  /// @throws Failed where the request leans on what only its own provider holds, and in strict mode
  ///   `UNSUPPORTED` where something cannot be carried
  TranslatedRoad(Call call, Target target, Answer answer) {
    this.call = call;
    this.target = target;
    this.answer = answer;
    this.spoken = target.format();
    this.route = call.request().route();
    ChatRequest request =
        route.format().chat().read(call.body(), route.facts()).withModel(target.model());
    Failure untranslatable = route.format().chat().untranslatable(request);
    if (untranslatable != null) {
      throw new Failed(untranslatable);
    }
    this.written = spoken.chat().write(request);
    answer.lost(written.losses());
    if (call.isStrict() && !written.losses().isEmpty()) {
      throw refused(written.losses());
    }
  }

  private Failed refused(List<Loss> losses) {
    String named =
        losses.stream()
            .map(loss -> loss.what() + " (" + loss.why() + ")")
            .collect(Collectors.joining(", "));
    return Failed.of(
        Failure.Kind.UNSUPPORTED,
        "strict mode: provider "
            + target.provider().name()
            + " speaks "
            + spoken.name()
            + ", which cannot carry "
            + named);
  }

  @Override
  public byte[] body() {
    return Quirks.applied(written.body().toBytes(), target.provider().description());
  }

  @Override
  public void relay(Response response) throws UpstreamFault {
    if (response.status() >= 400) {
      byte[] body = WholeBody.read(response, timeout());
      throw new Failed(spoken.readFailure(response.status(), response.headers()::first, body));
    }
    EventSink sink = sink(response);
    Consumer<StreamEvent> events = written.names().restoring(sink);
    if (Passing.isEventStream(response.headers())) {
      decode(response, events, sink);
    } else {
      Obj body = WholeBody.object(WholeBody.read(response, timeout()), target);
      spoken.chat().readAnswer(body).forEach(events);
    }
    sink.finish();
  }

  private Duration timeout() {
    return target.provider().config().network().requestTimeout();
  }

  private EventSink sink(Response response) {
    ChatCodec codec = route.format().chat();
    AnswerHead head = answer.head(call.body());
    if (!call.head().stream()) {
      Headers headers = Passing.translated(response.headers(), "application/json");
      return new WholeAnswer(answer, headers, whole -> codec.writeAnswer(head, whole).toBytes());
    }
    Headers headers = Passing.translated(response.headers(), route.framing().contentType());
    return new StreamedAnswer(answer, headers, codec.encoder(head), route.framing().writer());
  }

  private void decode(Response response, Consumer<StreamEvent> events, EventSink sink)
      throws UpstreamFault {
    Duration idle = target.provider().config().network().streamIdleTimeout();
    FrameReader frames = spoken.framing().reader();
    StreamDecoder decoder = spoken.chat().decoder();
    try {
      for (byte[] bytes = response.read(idle); bytes != null; bytes = response.read(idle)) {
        frames.accept(bytes, 0, bytes.length, frame -> decoder.accept(frame, events));
        sink.flush();
      }
      frames.end(frame -> decoder.accept(frame, events));
      decoder.end(events);
    } catch (UpstreamFault fault) {
      if (!sink.isEnded()) {
        Failure failure = Faults.failure(fault, target.provider().name());
        events.accept(new StreamEvent.Broken(failure, null));
      }
    }
  }
}
