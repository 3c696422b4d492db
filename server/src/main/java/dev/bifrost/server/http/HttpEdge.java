package dev.bifrost.server.http;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.engine.exchange.Operation;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.server.http.Doors.Entrance;
import dev.bifrost.server.http.Doors.Place;
import dev.bifrost.transport.BodyTooLarge;
import dev.bifrost.transport.ClientGone;
import dev.bifrost.transport.ContentCoding;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Handler;
import dev.bifrost.transport.Headers;
import dev.bifrost.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes every request that comes in over HTTP to where it belongs, and answers what belongs
/// nowhere in the dialect of its door.
public final class HttpEdge implements Handler {
  private final Gateway gateway;
  private final Desk desk;
  private final Supplier<String> ids;
  private final Incidents incidents;
  private final AtomicReference<EdgeHeaders> rules;

  /// An edge before this gateway.
  ///
  /// @param desk answers everything that is not inference
  /// @param ids makes request ids
  /// @param incidents hears of bugs
  public HttpEdge(Gateway gateway, Desk desk, Supplier<String> ids, Incidents incidents) {
    this.gateway = gateway;
    this.desk = desk;
    this.ids = ids;
    this.incidents = incidents;
    this.rules = new AtomicReference<>(new EdgeHeaders(gateway.snapshot().config().client()));
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    EdgeHeaders rules = rules();
    String origin = exchange.headers().first("origin");
    Headers always = rules.of(origin);
    if (exchange.method().equals("OPTIONS")) {
      int status = origin == null || rules.isAllowed(origin) ? 200 : 403;
      exchange.respond(status, always, new byte[0]);
      return;
    }
    Entrance entrance = Doors.entrance(exchange.path());
    if (entrance == null) {
      desk.answer(exchange, always);
      return;
    }
    Place place = Doors.place(entrance, exchange.query());
    ClientSink sink = new HttpSink(exchange, entrance.format(), always);
    try {
      enter(exchange, place, always);
    } catch (Failed failed) {
      sink.refuse(failed.failure(), Headers.EMPTY);
    }
  }

  private void enter(Exchange exchange, @Nullable Place place, Headers always) throws IOException {
    switch (place) {
      case Place.Inference inference -> {
        if (exchange.method().equals("POST")) {
          serve(exchange, inference, always);
        } else if (exchange.isWebSocketUpgrade() && takesSockets(inference)) {
          new ResponsesSocket(gateway, inference.route(), exchange, ids).run();
        } else {
          throw wrongMethod(exchange, "POST");
        }
      }
      case Place.Models models -> {
        if (!exchange.method().equals("GET") && !exchange.method().equals("HEAD")) {
          throw wrongMethod(exchange, "GET");
        }
        desk.models(exchange, models, always);
      }
      case Place.Probe _ -> exchange.respond(200, always, "{}".getBytes(StandardCharsets.US_ASCII));
      case null ->
          throw Failed.of(
              Failure.Kind.NOT_FOUND,
              "there is nothing at " + exchange.method() + " " + printable(exchange.path()));
    }
  }

  private static boolean takesSockets(Place.Inference place) {
    return place.route().operation() == Operation.CHAT
        && place.route().format().name().equals("openai.responses");
  }

  /// The rules of the present configuration, made once for each.
  private EdgeHeaders rules() {
    ClientConfig config = gateway.snapshot().config().client();
    EdgeHeaders known = rules.get();
    if (known.config().equals(config)) {
      return known;
    }
    EdgeHeaders fresh = new EdgeHeaders(config);
    rules.set(fresh);
    return fresh;
  }

  private static Failed wrongMethod(Exchange exchange, String right) {
    return Failed.of(
        Failure.Kind.METHOD_NOT_ALLOWED,
        printable(exchange.path()) + " wants " + right + ", not " + exchange.method());
  }

  private void serve(Exchange exchange, Place.Inference place, Headers always) throws IOException {
    long arrived = System.nanoTime();
    WireFormat format = place.route().format();
    HttpSink http = new HttpSink(exchange, format, always);
    ClientRequest request =
        new ClientRequest(
            id(exchange),
            place.route(),
            new ClientRequest.Line(place.below(), Objects.requireNonNullElse(exchange.query(), "")),
            exchange.headers(),
            body(exchange),
            arrived);
    ClientSink sink = place.route().door().isNative() ? new NativeSink(http, request) : http;
    try {
      gateway.serve(request, sink);
    } catch (RuntimeException bug) {
      String incident = incidents.report(request.id(), bug);
      Failure failure =
          Failure.of(
              Failure.Kind.INTERNAL, "an internal fault of the gateway; incident " + incident);
      if (sink.isStarted()) {
        sink.cut();
      } else {
        sink.refuse(failure, Headers.EMPTY);
      }
    }
  }

  private String id(Exchange exchange) {
    String given = exchange.headers().first("x-request-id");
    return given == null || given.isEmpty() || given.length() > 200 ? ids.get() : given;
  }

  private byte[] body(Exchange exchange) throws ClientGone {
    int limit = gateway.snapshot().config().client().maxBodyBytes();
    try {
      byte[] body = exchange.body();
      String coding = exchange.headers().first("content-encoding");
      return coding == null ? body : ContentCoding.decode(coding, body, limit);
    } catch (BodyTooLarge large) {
      throw Failed.of(
          Failure.Kind.TOO_LARGE, "the request body is larger than " + large.maxBytes() + " bytes");
    } catch (ClientGone gone) {
      throw gone;
    } catch (IOException unreadable) {
      throw Failed.of(
          Failure.Kind.BAD_REQUEST, "invalid compressed request body: " + unreadable.getMessage());
    }
  }

  /// A path without anything that could confuse a log or a page.
  private static String printable(String path) {
    String cut = path.length() > 200 ? path.substring(0, 200) + "…" : path;
    return cut.replaceAll("[^\\x21-\\x7e…]", "?");
  }
}
