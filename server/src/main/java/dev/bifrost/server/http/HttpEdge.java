package dev.bifrost.server.http;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.engine.exchange.Door;
import dev.bifrost.engine.exchange.Operation;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.server.http.Doors.Entrance;
import dev.bifrost.server.http.Doors.Place;
import dev.bifrost.server.http.EdgeHeaders.Always;
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
  private static final Headers MODELS = Headers.of("x-bifrost-request-type", "list_models");

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
    Always always = rules.always(origin);
    if (exchange.method().equals("OPTIONS")) {
      int status = origin == null || rules.isAllowed(origin) ? 200 : 403;
      exchange.respond(status, always.whole(), new byte[0]);
      return;
    }
    Entrance entrance = Doors.entrance(exchange.path());
    if (entrance == null) {
      desk.answer(exchange, always.whole());
      return;
    }
    Place place = Doors.place(entrance, exchange.query());
    if (place == null && leadsOn(exchange, entrance)) {
      redirect(exchange, always);
      return;
    }
    ClientSink http = new HttpSink(exchange, entrance.format(), always);
    ClientSink sink =
        entrance.door().isNative()
            ? new NativeSink(http, entrance.format(), System.nanoTime())
            : http;
    try {
      enter(exchange, place, always, sink);
    } catch (Failed failed) {
      sink.refuse(failed.failure(), place instanceof Place.Models ? MODELS : Headers.EMPTY);
    }
  }

  /// Whether the path only has a slash too much at its end.
  private static boolean leadsOn(Exchange exchange, Entrance entrance) {
    String below = entrance.below();
    return below.length() > 1
        && below.endsWith("/")
        && Doors.place(entrance.at(below.substring(0, below.length() - 1)), exchange.query())
            != null;
  }

  private static void redirect(Exchange exchange, Always always) throws ClientGone {
    String path = exchange.path().substring(0, exchange.path().length() - 1);
    String query = exchange.query() == null ? "" : "?" + exchange.query();
    exchange.respond(308, always.whole().with("location", path + query), new byte[0]);
  }

  private void enter(Exchange exchange, @Nullable Place place, Always always, ClientSink refusing)
      throws IOException {
    switch (place) {
      case Place.Inference inference -> {
        if (exchange.method().equals("POST")) {
          serve(exchange, inference, always);
        } else if (exchange.isWebSocketUpgrade() && takesSockets(inference)) {
          new ResponsesSocket(gateway, inference.route(), exchange, ids).run();
        } else {
          refuseMethod(exchange, "POST", refusing);
        }
      }
      case Place.Models models -> {
        if (exchange.method().equals("GET") || exchange.method().equals("HEAD")) {
          desk.models(exchange, models, always.whole());
        } else {
          refuseMethod(exchange, "GET", refusing);
        }
      }
      case Place.Probe _ ->
          exchange.respond(200, always.whole(), "{}".getBytes(StandardCharsets.US_ASCII));
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

  private static void refuseMethod(Exchange exchange, String right, ClientSink sink) {
    Failure failure =
        Failure.of(
            Failure.Kind.METHOD_NOT_ALLOWED,
            printable(exchange.path()) + " wants " + right + ", not " + exchange.method());
    sink.refuse(failure, Headers.of("allow", right + ", OPTIONS"));
  }

  private void serve(Exchange exchange, Place.Inference place, Always always) throws IOException {
    long arrived = System.nanoTime();
    WireFormat format = place.route().format();
    boolean isNative = place.route().door().isNative();
    HttpSink http =
        new HttpSink(
            exchange, format, isNative ? new Always(always.whole(), always.whole()) : always);
    ClientRequest request =
        new ClientRequest(
            id(exchange),
            place.route(),
            new ClientRequest.Line(place.below(), Objects.requireNonNullElse(exchange.query(), "")),
            exchange.headers(),
            place.route().door().equals(Door.CURSOR)
                ? CursorBody.asChat(body(exchange))
                : body(exchange),
            arrived);
    ClientSink sink = isNative ? new NativeSink(http, format, arrived) : http;
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
