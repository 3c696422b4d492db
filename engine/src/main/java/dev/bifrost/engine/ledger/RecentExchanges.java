package dev.bifrost.engine.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The last exchanges, newest first, until there is a store. A ring without locks, safe for many
/// threads.
public final class RecentExchanges {
  private final AtomicReferenceArray<ExchangeRecord> ring;
  private final AtomicLong count = new AtomicLong();

  /// Keeps the last `capacity` exchanges.
  public RecentExchanges(int capacity) {
    ring = new AtomicReferenceArray<>(capacity);
  }

  /// Adds an exchange; the oldest gives way.
  public void add(ExchangeRecord record) {
    ring.set((int) (count.getAndIncrement() % ring.length()), record);
  }

  /// How many exchanges there were in all.
  public long total() {
    return count.get();
  }

  /// The newest exchanges, at most `limit`, after passing over `offset`.
  public List<ExchangeRecord> newest(int offset, int limit) {
    List<ExchangeRecord> newest = new ArrayList<>();
    long end = count.get();
    long oldest = Math.max(0, end - ring.length());
    for (long i = end - 1 - offset; i >= oldest && newest.size() < limit; i--) {
      ExchangeRecord record = ring.get((int) (i % ring.length()));
      if (record != null) {
        newest.add(record);
      }
    }
    return newest;
  }
}
