package dev.bifrost.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Looks up names on threads of its own, because the JDK's resolver blocks, and remembers the
/// answers for a while. Safe for many threads.
final class Names implements AutoCloseable {
  private record Entry(CompletableFuture<InetAddress[]> addresses, long until) {}

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("names-", 0).factory());
  private final long lifetimeNanos;

  Names(Duration lifetime) {
    lifetimeNanos = lifetime.toNanos();
  }

  /// The addresses of `host`, at least one; fails with [UnknownHostException].
  CompletableFuture<InetAddress[]> find(String host) {
    long now = Loop.now();
    Entry entry =
        entries.compute(
            host,
            (name, known) ->
                known != null && now < known.until && !known.addresses.isCompletedExceptionally()
                    ? known
                    : new Entry(lookUp(name), now + lifetimeNanos));
    return entry.addresses;
  }

  private CompletableFuture<InetAddress[]> lookUp(String host) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return InetAddress.getAllByName(host);
          } catch (UnknownHostException unknown) {
            throw new CompletionException(unknown);
          }
        },
        threads);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
