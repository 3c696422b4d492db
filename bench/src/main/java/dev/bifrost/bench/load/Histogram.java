package dev.bifrost.bench.load;

/// Counts durations in buckets that widen with them: exact below 128 ns, within 1 % above. Not safe
/// for many threads.
public final class Histogram {
  private static final int FINE_BITS = 7;
  private static final int FINE = 1 << FINE_BITS;
  private static final int HALF = FINE / 2;

  private final long[] counts = new long[(64 - FINE_BITS) * HALF + FINE];
  private long total;
  private long largest;

  /// Counts one duration; a negative one as none.
  public void record(long nanos) {
    long value = Math.max(0, nanos);
    counts[bucket(value)]++;
    total++;
    largest = Math.max(largest, value);
  }

  private static int bucket(long value) {
    if (value < FINE) {
      return (int) value;
    }
    int shift = Long.SIZE - FINE_BITS - Long.numberOfLeadingZeros(value);
    return shift * HALF + (int) (value >>> shift);
  }

  /// The middle of a bucket.
  private static long middle(int bucket) {
    if (bucket < FINE) {
      return bucket;
    }
    int shift = bucket / HALF - 1;
    long low = (long) (bucket - shift * HALF) << shift;
    return low + (1L << shift) / 2;
  }

  /// How many durations were counted.
  public long count() {
    return total;
  }

  /// The longest duration, in nanoseconds.
  public long max() {
    return largest;
  }

  /// The duration, in nanoseconds, that this share (0 to 1) of all did not exceed; 0 when nothing
  /// was counted.
  public long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(middle(i), largest);
      }
    }
    return 0;
  }
}
