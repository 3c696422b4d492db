package dev.bifrost.server.http;

import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.transport.BodyWriter;
import dev.bifrost.transport.ClientGone;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.Reply;
import dev.bifrost.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/// Answers over HTTP: whole, or as a body that follows bit by bit.
final class HttpSink implements ClientSink {
  private final Exchange exchange;
  private final WireFormat format;
  private final EdgeHeaders.Always always;
  private @Nullable BodyWriter body;
  private boolean started;

  /// An answer to this exchange.
  ///
  /// @param format the client's dialect
  /// @param always headers of every answer
  HttpSink(Exchange exchange, WireFormat format, EdgeHeaders.Always always) {
    this.exchange = exchange;
    this.format = format;
    this.always = always;
  }

  @Override
  public void reply(int status, Headers headers, byte[] whole) {
    started = true;
    try {
      exchange.respond(status, headers.toBuilder().addAll(always.whole()).build(), whole);
    } catch (ClientGone gone) {
      throw left();
    }
  }

  @Override
  public int refuse(Failure failure, Headers headers) {
    Reply phrased = format.writeFailure(failure);
    Headers.Builder all = headers.toBuilder().set("content-type", "application/json");
    phrased.headers().forEach(header -> all.set(header.name(), header.value()));
    reply(phrased.status(), all.build(), phrased.body().toBytes());
    return phrased.status();
  }

  @Override
  public void start(int status, Headers headers) {
    started = true;
    Headers.Builder unbuffered =
        headers.toBuilder()
            .set("cache-control", "no-cache")
            .set("x-accel-buffering", "no")
            .addAll(always.stream());
    try {
      body = exchange.stream(status, unbuffered.build());
    } catch (ClientGone gone) {
      throw left();
    }
  }

  @Override
  public void write(byte[] bytes, int from, int to) {
    try {
      open().write(bytes, from, to);
    } catch (ClientGone gone) {
      throw left();
    }
  }

  @Override
  public void end() {
    try {
      open().end();
    } catch (ClientGone gone) {
      throw left();
    }
  }

  @Override
  public void cut() {
    if (body != null) {
      body.abort();
    }
  }

  @Override
  public void onGone(Runnable action) {
    exchange.onClientGone(action);
  }

  @Override
  public boolean isStarted() {
    return started;
  }

  private BodyWriter open() {
    if (body == null) {
      throw new IllegalStateException("the answer was not started");
    }
    return body;
  }

  private static Failed left() {
    return Failed.of(Failure.Kind.CLIENT_GONE, "the client has left");
  }
}
