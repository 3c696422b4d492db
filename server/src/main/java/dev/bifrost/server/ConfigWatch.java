package dev.bifrost.server;

import dev.bifrost.engine.Gateway;
import dev.bifrost.engine.SnapshotCompiler;
import dev.bifrost.engine.config.ConfigFault;
import dev.bifrost.server.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at `config.json` once a second and gives the gateway what it says, when it changes and is
/// right. When it is wrong every fault is told and the old configuration stays.
final class ConfigWatch implements AutoCloseable {
  private final ConfigSource source;
  private final SnapshotCompiler compiler;
  private final Gateway gateway;
  private final Log log;
  private final CountDownLatch stop = new CountDownLatch(1);
  private @Nullable FileTime seen;

  ConfigWatch(ConfigSource source, SnapshotCompiler compiler, Gateway gateway, Log log) {
    this.source = source;
    this.compiler = compiler;
    this.gateway = gateway;
    this.log = log;
    this.seen = changed();
  }

  /// Starts looking, on a thread of its own.
  ConfigWatch start() {
    Thread.ofPlatform().daemon().name("config-watch").start(this::run);
    return this;
  }

  private void run() {
    try {
      while (!stop.await(1, TimeUnit.SECONDS)) {
        look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  void look() {
    FileTime now = changed();
    if (now == null || now.equals(seen)) {
      return;
    }
    seen = now;
    try {
      gateway.use(compiler.compile(source.load()));
      log.say(Log.Level.INFO, "the configuration was read again from " + source.file());
    } catch (ConfigFault wrong) {
      wrong.faults().forEach(fault -> log.say(Log.Level.ERROR, "configuration: " + fault));
      log.say(Log.Level.ERROR, "the configuration has faults; the old one stays in use");
    } catch (IOException unreadable) {
      log.say(Log.Level.ERROR, "the configuration could not be read; the old one stays in use");
    }
  }

  private @Nullable FileTime changed() {
    try {
      return Files.getLastModifiedTime(source.file());
    } catch (IOException absent) {
      return null;
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
