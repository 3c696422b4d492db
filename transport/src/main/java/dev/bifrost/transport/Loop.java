package dev.bifrost.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One event loop, and what is kept once per loop.
final class Loop implements Executor {
  private static final ScopedValue<Loop> CURRENT = ScopedValue.newInstance();
  private static final long START = System.nanoTime();

  private final int index;
  private final EventLoop events;
  private final boolean epoll;
  private final boolean mounts;
  private final Thread.Builder.OfVirtual threads;
  private final HeadWriter headWriter = new HeadWriter();
  private final HeadReader headReader = new HeadReader();

  Loop(int index, EventLoop events, boolean epoll, Loops.Scheduler scheduler) {
    this.index = index;
    this.events = events;
    this.epoll = epoll;
    Thread.Builder.OfVirtual own =
        scheduler == Loops.Scheduler.LOOP ? VirtualThreads.scheduledBy(events) : null;
    this.mounts = own != null;
    this.threads = own == null ? Thread.ofVirtual() : own;
    this.threads.inheritInheritableThreadLocals(false);
  }

  /// The loop whose exchange the calling thread handles, or null.
  static @Nullable Loop current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /// Nanoseconds on a clock that starts near zero and never overflows.
  static long now() {
    return System.nanoTime() - START;
  }

  int index() {
    return index;
  }

  boolean mounts() {
    return mounts;
  }

  EventLoop events() {
    return events;
  }

  /// Room to write a head in. For this loop's thread only.
  HeadWriter headWriter() {
    return headWriter;
  }

  /// Reads heads. For this loop's thread only.
  HeadReader headReader() {
    return headReader;
  }

  Class<? extends SocketChannel> socketType() {
    return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  Class<? extends ServerSocketChannel> serverSocketType() {
    return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  /// Runs `work` on a virtual thread of its own. Called on this loop's thread only, because the
  /// builder is not safe for many.
  void startThread(Runnable work) {
    threads.unstarted(() -> ScopedValue.where(CURRENT, this).run(work)).start();
  }

  @Override
  public void execute(Runnable task) {
    events.execute(task);
  }
}
