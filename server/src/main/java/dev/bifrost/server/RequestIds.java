package dev.bifrost.server;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// Makes ids of requests and incidents: they name things and protect nothing, so quick random
/// numbers will do.
final class RequestIds implements Supplier<String> {
  @Override
  public String get() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
