package dev.bifrost.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The event loops of a process: one thread each, which moves bytes and, where the JDK allows it,
/// also carries the virtual threads of the exchanges whose connections it has. Servers and clients
/// that share one are free of hand-overs between threads. Close servers and clients first. Safe for
/// many threads.
public final class Loops implements AutoCloseable {
  /// Where the virtual threads of exchanges run.
  public enum Scheduler {
    /// On the connection's own loop, if the JDK lets us (`--add-opens
    /// java.base/java.lang=ALL-UNNAMED`, or `Add-Opens: java.base/java.lang` in the manifest), else
    /// as `JDK`.
    LOOP,
    /// On the JDK's own scheduler.
    JDK
  }

  /// How the loops ask the kernel what is ready.
  public enum Polling {
    /// Linux epoll, if its native library loads, else as `NIO`.
    EPOLL,
    /// What the JDK offers on every system.
    NIO
  }

  /// How loops are made.
  ///
  /// @param count the number of loops; one per core is right
  /// @param scheduler where virtual threads run
  /// @param polling how the kernel is asked
  public record Settings(int count, Scheduler scheduler, Polling polling) {
    /// A loop per core, as fast as the system allows. The system property
    /// `dev.bifrost.transport.scheduler` may say `jdk`.
    public static Settings standard() {
      boolean jdk = "jdk".equals(System.getProperty("dev.bifrost.transport.scheduler"));
      return new Settings(
          Runtime.getRuntime().availableProcessors(),
          jdk ? Scheduler.JDK : Scheduler.LOOP,
          Polling.EPOLL);
    }
  }

  private final MultiThreadIoEventLoopGroup group;
  private final List<Loop> loops;
  private final boolean epoll;
  private final AtomicInteger turn = new AtomicInteger();

  private Loops(Settings settings) {
    epoll = settings.polling == Polling.EPOLL && Epoll.isAvailable();
    IoHandlerFactory polling = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    group =
        new MultiThreadIoEventLoopGroup(
            settings.count, new DefaultThreadFactory("loop", true), polling);
    loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      loops.add(new Loop(loops.size(), (EventLoop) executor, epoll, settings.scheduler));
    }
  }

  /// Starts loops as the machine has cores.
  public static Loops start() {
    return new Loops(Settings.standard());
  }

  /// Starts loops.
  public static Loops start(Settings settings) {
    return new Loops(settings);
  }

  /// What is in force, which may be less than was asked for.
  public Settings settings() {
    return new Settings(
        loops.size(),
        loops.getFirst().mounts() ? Scheduler.LOOP : Scheduler.JDK,
        epoll ? Polling.EPOLL : Polling.NIO);
  }

  /// Ends the loops; open connections are lost. Waits up to 5 seconds.
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
  }

  /// The loop of the calling exchange, else any.
  Loop current() {
    Loop own = Loop.current();
    return own != null && own.index() < loops.size() && loops.get(own.index()) == own
        ? own
        : next();
  }

  Loop next() {
    return loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }

  MultiThreadIoEventLoopGroup group() {
    return group;
  }

  /// The loop around `events`, which must be one of this group.
  Loop of(EventLoop events) {
    for (Loop loop : loops) {
      if (loop.events().equals(events)) {
        return loop;
      }
    }
    throw new IllegalArgumentException("not a loop of this group: " + events);
  }

  int count() {
    return loops.size();
  }

  Loop at(int index) {
    return loops.get(index);
  }
}
