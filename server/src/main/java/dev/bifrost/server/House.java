package dev.bifrost.server;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.SnapshotCompiler;
import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.ledger.Ledger;
import dev.bifrost.engine.ledger.RecentExchanges;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.engine.provider.Provider;
import dev.bifrost.engine.upstream.Dispatcher;
import dev.bifrost.engine.upstream.ModelFinder;
import dev.bifrost.engine.upstream.TokenEstimator;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.server.http.Desk;
import dev.bifrost.server.http.HttpEdge;
import dev.bifrost.server.http.ModelLists;
import dev.bifrost.server.log.Log;
import dev.bifrost.transport.ClientSettings;
import dev.bifrost.transport.HttpClient;
import dev.bifrost.transport.HttpServer;
import dev.bifrost.transport.Loops;
import dev.bifrost.transport.ServerSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/// The gateway built and listening: every object made with `new`, in order, and closed in the other
/// order.
final class House implements AutoCloseable {
  private static final int RECENT_EXCHANGES = 1000;
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private final HttpClient client;
  private final TokenEstimator tokens;
  private final HttpServer server;
  private final Gateway gateway;
  private final SnapshotCompiler compiler;

  private House(
      HttpClient client,
      TokenEstimator tokens,
      HttpServer server,
      Gateway gateway,
      SnapshotCompiler compiler) {
    this.client = client;
    this.tokens = tokens;
    this.server = server;
    this.gateway = gateway;
    this.compiler = compiler;
  }

  /// Builds the house and listens.
  static House open(
      Loops loops,
      SequencedMap<String, Provider> providers,
      Config config,
      Listening listening,
      Log log)
      throws IOException {
    Catalogue catalogue = Catalogue.shipped();
    SnapshotCompiler compiler =
        new SnapshotCompiler(
            providers, WireFormats::find, catalogue, RandomGenerator.of("L64X128MixRandom"));
    HttpClient client = HttpClient.open(loops, ClientSettings.DEFAULT);
    TokenEstimator tokens = new TokenEstimator();
    RecentExchanges recent = new RecentExchanges(RECENT_EXCHANGES);
    Ledger ledger =
        new Ledger(
            InstantSource.system(), List.of(recent::add, record -> log.exchange(record::json)));
    Gateway gateway = new Gateway(compiler.compile(config), ledger, new Dispatcher(client, tokens));
    RequestIds ids = new RequestIds();
    Bugs bugs = new Bugs(log, ids);
    Desk desk =
        new Desk(
            recent,
            new ModelLists(gateway, new ModelFinder(client, catalogue, WireFormats::find)),
            () -> true,
            Version.current());
    HttpServer server =
        HttpServer.start(
            loops, settings(listening, config, bugs), new HttpEdge(gateway, desk, ids, bugs));
    return new House(client, tokens, server, gateway, compiler);
  }

  /// Where to listen.
  record Listening(String host, int port) {}

  private static ServerSettings settings(Listening listening, Config config, Bugs bugs) {
    ServerSettings.Limits usual = ServerSettings.Limits.DEFAULT;
    return ServerSettings.local(listening.port())
        .withHost(listening.host())
        .withLimits(
            new ServerSettings.Limits(
                usual.maxHeaderBytes(), config.client().maxBodyBytes(), usual.writeAheadBytes()))
        .withListener((_, failure) -> bugs.report("", failure));
  }

  /// The port that is listened on.
  int port() {
    return server.port();
  }

  /// The gateway.
  Gateway gateway() {
    return gateway;
  }

  /// Compiles configurations.
  SnapshotCompiler compiler() {
    return compiler;
  }

  /// Lets open requests finish, for at most 30 seconds, and closes.
  @Override
  public void close() {
    try {
      server.drain(DRAIN);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    server.close();
    client.close();
    tokens.close();
  }
}
