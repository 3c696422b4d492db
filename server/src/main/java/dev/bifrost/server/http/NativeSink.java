package dev.bifrost.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.bifrost.wire.WireFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Answers as the gateway's own API does: `extra_fields` is the last member of a whole answer and
/// of a stream's last chunk, and failures stand in Bifrost's envelope around OpenAI's error object,
/// which OpenAI's SDKs understand too.
final class NativeSink implements ClientSink {
  private final ClientSink client;
  private final WireFormat format;
  private final long arrivedNanos;
  private final FrameReader reader = Framing.EVENT_STREAM.reader();
  private final FrameWriter writer = Framing.EVENT_STREAM.writer();
  private Bytes out = new Bytes(1024);
  private @Nullable Frame held;
  private Headers answered = Headers.EMPTY;
  private int chunks;

  /// Answers by this sink.
  ///
  /// @param format the client's dialect
  /// @param arrivedNanos when the request came in, by `System.nanoTime`
  NativeSink(ClientSink client, WireFormat format, long arrivedNanos) {
    this.client = client;
    this.format = format;
    this.arrivedNanos = arrivedNanos;
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
    Reply plain = format.writeFailure(failure);
    Headers.Builder all = headers.toBuilder().set("content-type", "application/json");
    plain.headers().forEach(header -> all.set(header.name(), header.value()));
    Obj body = plain.body() instanceof Obj object ? object : Obj.empty();
    client.reply(
        plain.status(),
        all.build(),
        envelope(body, plain.status(), isOfTheGateway(failure)).toBytes());
    return plain.status();
  }

  /// Bifrost's flag for what neither the client nor the provider has said wrong, such as an answer
  /// that nobody can read.
  private static boolean isOfTheGateway(Failure failure) {
    return switch (failure.kind()) {
      case INTERNAL, PROVIDER_FAULT, TIMEOUT -> !failure.isProviders();
      case BAD_REQUEST,
          CONTEXT_EXCEEDED,
          UNSUPPORTED,
          UNAUTHENTICATED,
          PAYMENT_REQUIRED,
          FORBIDDEN,
          MODEL_NOT_FOUND,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          RATE_LIMITED,
          CLIENT_GONE,
          CONNECTION_BROKEN,
          OVERLOADED ->
          false;
    };
  }

  private Obj envelope(Obj body, int status, boolean ours) {
    Obj error = Objects.requireNonNullElse(body.obj("error"), body);
    return Json.obj()
        .put("is_bifrost_error", ours)
        .putIfPresent("status_code", status == 0 ? null : Json.of(status))
        .put("error", error)
        .put("extra_fields", extras())
        .build();
  }

  private Obj extras() {
    String served = answered.first("x-bifrost-resolved-model");
    ObjBuilder extras = Json.obj();
    extras
        .putIfPresent("request_type", answered.first("x-bifrost-request-type"))
        .putIfPresent("provider", answered.first("x-bifrost-provider"))
        .putIfPresent("model_requested", served)
        .putIfPresent("original_model_requested", answered.first("x-bifrost-original-model"))
        .putIfPresent("resolved_model_used", served)
        .put("latency", (System.nanoTime() - arrivedNanos) / 1_000_000)
        .put("chunk_index", Math.max(0, chunks - 1));
    Obj headers = providerHeaders();
    if (!headers.isEmpty()) {
      extras.put("provider_response_headers", headers);
    }
    return extras.build();
  }

  /// What of the provider's headers went on to the client, spelled as Bifrost does: `X-Request-Id`.
  private Obj providerHeaders() {
    ObjBuilder headers = Json.obj();
    answered.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("x-bifrost-") && !lower.equals("content-type")) {
        headers.put(capitalised(lower), value);
      }
    });
    return headers.build();
  }

  private static String capitalised(String name) {
    StringBuilder spelled = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      if (i == 0 || name.charAt(i - 1) == '-') {
        spelled.setCharAt(i, Character.toUpperCase(name.charAt(i)));
      }
    }
    return spelled.toString();
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
    chunks++;
    Obj failure = frame.name() == null ? error(frame) : null;
    if (failure != null) {
      writer.write(Frame.of(null, failure), out);
      return;
    }
    if (mayBeLast(frame)) {
      held = frame;
    } else {
      writer.write(frame, out);
    }
  }

  /// The envelope of a failure that is told inside a chat stream; null for any other chunk.
  private @Nullable Obj error(Frame frame) {
    if (!frame.text().startsWith("{\"error\"")) {
      return null;
    }
    Obj chunk = object(frame.text().getBytes(UTF_8));
    return chunk == null || chunk.obj("error") == null ? null : envelope(chunk, 0, false);
  }

  private void release(boolean last) {
    Frame frame = held;
    held = null;
    if (frame == null) {
      return;
    }
    Obj chunk = last ? object(frame.text().getBytes(UTF_8)) : null;
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
