package dev.bifrost.server.log;

import dev.bifrost.json.Bytes;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Writes structured lines, one JSON object each, on a thread of its own: nobody who logs ever
/// waits. When the queue is full lines are dropped and counted. Safe for many threads.
public final class Log implements AutoCloseable {
  private static final int QUEUE_LINES = 8192;

  /// How long lines are gathered before they are written: to wake the writer for each would cost
  /// the requests more than the lines themselves.
  private static final long GATHERING_MILLIS = 20;

  /// How much a line matters.
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /// How a line looks.
  public enum Style {
    JSON,
    PRETTY
  }

  private final OutputStream out;
  private final Level least;
  private final Style style;
  private final InstantSource clock;
  private final BlockingQueue<Supplier<Obj>> queue = new ArrayBlockingQueue<>(QUEUE_LINES);
  private final AtomicLong dropped = new AtomicLong();
  private final Thread writer;
  private volatile boolean closed;

  /// Writes lines of at least this level.
  public Log(OutputStream out, Level least, Style style, InstantSource clock) {
    this.out = out;
    this.least = least;
    this.style = style;
    this.clock = clock;
    this.writer = Thread.ofPlatform().daemon().name("log").start(this::run);
  }

  /// Logs a sentence.
  public void say(Level level, String message) {
    if (level.compareTo(least) >= 0) {
      Obj line =
          Json.obj()
              .put("time", clock.instant().toString())
              .put("level", level.name().toLowerCase(java.util.Locale.ROOT))
              .put("message", message)
              .build();
      line(() -> line);
    }
  }

  /// Logs an exchange, at level info.
  ///
  /// @param record makes the line, on the writer's thread
  public void exchange(Supplier<Obj> record) {
    if (Level.INFO.compareTo(least) >= 0) {
      line(record);
    }
  }

  /// How many lines were dropped because the queue was full.
  public long dropped() {
    return dropped.get();
  }

  private void line(Supplier<Obj> line) {
    if (!queue.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  private void run() {
    List<Supplier<Obj>> batch = new ArrayList<>();
    try {
      while (!closed || !queue.isEmpty()) {
        if (queue.drainTo(batch, 512) == 0) {
          Thread.sleep(GATHERING_MILLIS);
        } else {
          write(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Supplier<Obj>> batch) {
    Bytes text = new Bytes(batch.size() * 512);
    for (Supplier<Obj> made : batch) {
      Obj line = made.get();
      if (style == Style.JSON) {
        line.writeTo(text);
      } else {
        pretty(line, text);
      }
      text.put('\n');
    }
    try {
      out.write(text.toArray());
      out.flush();
    } catch (IOException unwritable) {
      dropped.addAndGet(batch.size());
    }
  }

  private static void pretty(Obj line, Bytes text) {
    String message = line.text("message");
    text.utf8(line.text("time", "")).put(' ');
    if (message != null) {
      text.utf8(line.text("level", "")).put(' ').utf8(message);
      return;
    }
    for (Member member : line.members()) {
      if (!member.key().is("time")) {
        String value = member.value() instanceof Str said ? said.value() : member.value().text();
        text.utf8(member.name()).put('=').utf8(value).put(' ');
      }
    }
  }

  /// Writes what is queued and stops.
  @Override
  public void close() {
    closed = true;
    try {
      writer.join(2000);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
