package dev.bifrost.server.http;

import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Splice;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameReader;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.Reply;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers as the gateway's own API does: `extra_fields` is the last member of a whole answer and
/// of a stream's last chunk, and failures stand in Bifrost's envelope around OpenAI's error object,
/// which OpenAI's SDKs understand too.
final class NativeSink implements ClientSink {
  private final ClientSink client;
  private final ClientRequest request;
  private final FrameReader reader = Framing.EVENT_STREAM.reader();
  private final FrameWriter writer = Framing.EVENT_STREAM.writer();
  private Bytes out = new Bytes(1024);
  private @Nullable Frame held;
  private Headers answered = Headers.EMPTY;

  NativeSink(ClientSink client, ClientRequest request) {
    this.client = client;
    this.request = request;
  }

  @Override
  public void reply(int status, Headers headers, byte[] body) {
    answered = headers;
    Obj whole = object(body);
    if (whole == null) {
      client.reply(status, headers, body);
    } else if (status >= 400) {
      client.reply(status, headers, envelope(whole, status, false).toBytes());
    } else {
      client.reply(status, headers, withExtras(whole));
    }
  }

  @Override
  public int refuse(Failure failure, Headers headers) {
    answered = headers;
    Reply plain = request.route().format().writeFailure(failure);
    Headers.Builder all = headers.toBuilder().set("content-type", "application/json");
    plain.headers().forEach(header -> all.set(header.name(), header.value()));
    Obj body = plain.body() instanceof Obj object ? object : Obj.empty();
    client.reply(
        plain.status(),
        all.build(),
        envelope(body, plain.status(), !failure.isProviders()).toBytes());
    return plain.status();
  }

  private Obj envelope(Obj body, int status, boolean ours) {
    Obj error = Objects.requireNonNullElse(body.obj("error"), body);
    return Json.obj()
        .put("is_bifrost_error", ours)
        .put("status_code", status)
        .put("error", error)
        .put("extra_fields", extras())
        .build();
  }

  private Obj extras() {
    ObjBuilder extras = Json.obj();
    String provider = answered.first("x-bifrost-provider");
    String model = answered.first("x-bifrost-original-model");
    extras
        .put("request_type", requestType())
        .putIfPresent("provider", provider)
        .putIfPresent("model_requested", answered.first("x-bifrost-resolved-model"))
        .putIfPresent("original_model_requested", model)
        .putIfPresent("resolved_model_used", answered.first("x-bifrost-resolved-model"))
        .put("latency", (System.nanoTime() - request.arrivedNanos()) / 1_000_000)
        .put("chunk_index", 0);
    return extras.build();
  }

  private String requestType() {
    return switch (request.route().operation()) {
      case COUNT_TOKENS -> "count_tokens";
      case CHAT ->
          request.route().format().name().equals("openai.chat") ? "chat_completion" : "responses";
    };
  }

  private byte[] withExtras(Obj whole) {
    return new Splice(whole).set(whole, "extra_fields", extras()).toBytes();
  }

  @Override
  public void start(int status, Headers headers) {
    answered = headers;
    client.start(status, headers);
  }

  /// Passes events on; one that may be the last is held until it is known whether another follows.
  @Override
  public void write(byte[] bytes, int from, int to) {
    reader.accept(bytes, from, to, this::frame);
    flush();
  }

  private void frame(Frame frame) {
    if (frame.says("[DONE]")) {
      release(true);
      writer.write(frame, out);
      return;
    }
    release(false);
    if (mayBeLast(frame)) {
      held = frame;
    } else {
      writer.write(frame, out);
    }
  }

  private void release(boolean last) {
    Frame frame = held;
    held = null;
    if (frame == null) {
      return;
    }
    Obj chunk =
        last ? object(frame.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)) : null;
    if (chunk == null) {
      writer.write(frame, out);
    } else {
      byte[] text = withExtras(chunk);
      writer.write(new Frame(frame.name(), text, 0, text.length), out);
    }
  }

  private static boolean mayBeLast(Frame frame) {
    String name = frame.name();
    if (name != null) {
      return name.equals("response.completed")
          || name.equals("response.incomplete")
          || name.equals("response.failed");
    }
    String text = frame.text();
    return text.contains("\"finish_reason\":\"") || text.contains("\"choices\":[]");
  }

  private void flush() {
    if (out.length() > 0) {
      Bytes full = out;
      out = new Bytes(1024);
      client.write(full.toArray(), 0, full.length());
    }
  }

  @Override
  public void end() {
    reader.end(this::frame);
    release(true);
    flush();
    client.end();
  }

  @Override
  public void cut() {
    client.cut();
  }

  @Override
  public void onGone(Runnable action) {
    client.onGone(action);
  }

  @Override
  public boolean isStarted() {
    return client.isStarted();
  }

  private static @Nullable Obj object(byte[] text) {
    try {
      return Json.parse(text) instanceof Obj object ? object : null;
    } catch (JsonFault notJson) {
      return null;
    }
  }
}
