package dev.bifrost.server;

import dev.bifrost.engine.Snapshot;
import dev.bifrost.engine.SnapshotCompiler;
import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.engine.provider.Provider;
import dev.bifrost.engine.provider.ProviderFiles;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.server.log.Log;
import dev.bifrost.simulator.SimulatorSettings;
import dev.bifrost.transport.Loops;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// What the commands do.
final class Commands {
  private static final long STOP_SECONDS = 40;

  private Commands() {}

  /// Starts the gateway and stays until the process is told to stop.
  static int serve(Options options, PrintStream out) throws IOException, InterruptedException {
    SequencedMap<String, Provider> providers = providers(options);
    ConfigSource source = source(options, providers);
    Config said = source.load();
    boolean demo = options.demo() || said.providers().isEmpty();
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Log log = log(options, out);
        Loops loops = Loops.start();
        Demo simulated = Demo.start(loops, demo, SimulatorSettings.DEFAULT)) {
      Config config = demo ? simulated.config() : said;
      House.Listening listening = new House.Listening(options.host(), options.port());
      try (House house = House.open(loops, providers, config, listening, log);
          ConfigWatch _ = new ConfigWatch(source, house.compiler(), house.gateway(), log).start()) {
        out.print(Greeting.text(options, source, house.port(), config, demo));
        out.flush();
        house
            .gateway()
            .snapshot()
            .notInUse()
            .forEach(path -> log.say(Log.Level.WARN, "not in use yet: " + path));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, stopped), "stop"));
        stop.await();
        log.say(Log.Level.INFO, "stopping; open requests may finish");
      }
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /// Asks the process to stop and waits until it has: the JVM ends when this returns.
  private static void stop(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// Reads and compiles the configuration and tells whether it is right.
  static int check(Options options, PrintStream out) throws IOException {
    SequencedMap<String, Provider> providers = providers(options);
    ConfigSource source = source(options, providers);
    Config config = source.load();
    Snapshot compiled =
        new SnapshotCompiler(
                providers, WireFormats::find, Catalogue.shipped(), RandomGenerator.getDefault())
            .compile(config);
    out.println(
        (source.hasFile() ? source.file() : "the environment")
            + " is right: "
            + config.providers().size()
            + " providers ("
            + String.join(", ", config.providerNames())
            + ")");
    compiled.notInUse().forEach(path -> out.println("not in use yet: " + path));
    return 0;
  }

  private static SequencedMap<String, Provider> providers(Options options) {
    return ProviderFiles.withFolder(options.appDir().resolve("providers"));
  }

  private static ConfigSource source(Options options, SequencedMap<String, Provider> providers) {
    return new ConfigSource(
        options.appDir().resolve("config.json"), System::getenv, providers.values());
  }

  private static Log log(Options options, PrintStream out) {
    return new Log(
        out,
        Log.Level.valueOf(options.logLevel().toUpperCase(Locale.ROOT)),
        Log.Style.valueOf(options.logStyle().toUpperCase(Locale.ROOT)),
        InstantSource.system());
  }
}
