package dev.bifrost.bench;

import dev.bifrost.bench.mock.Script;
import java.time.Duration;
import java.util.Locale;

/// What kind of traffic a profile is.
enum Kind {
  /// Requests of 1 KB, answers of 1.5 KB, as many as go.
  PLAIN(64, 0, 0, Duration.ZERO),
  /// An agent's requests of 300 kB, answers of 1.5 KB, as many as go.
  AGENT(16, 0, 0, Duration.ZERO),
  /// 500 streams with a piece of text every 50 ms each.
  STREAM(500, 100, 50, Duration.ofMillis(500)),
  /// Streams that come at once: how soon the first piece of text is there.
  TOKEN(64, 10, 0, Duration.ZERO),
  /// 2,000 streams at a time, a piece of text every second each, for 20 s.
  OPEN(2000, 20, 1000, Duration.ofSeconds(2));

  private final int connections;
  private final int chunks;
  private final int gapMillis;
  private final Duration ramp;

  Kind(int connections, int chunks, int gapMillis, Duration ramp) {
    this.connections = connections;
    this.chunks = chunks;
    this.gapMillis = gapMillis;
    this.ramp = ramp;
  }

  /// Its word in the names of profiles.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// How many connections carry it.
  int connections() {
    return connections;
  }

  /// What the mock answers.
  Script script() {
    return new Script(chunks, gapMillis, 0);
  }

  /// The time over which its connections begin.
  Duration ramp() {
    return ramp;
  }

  /// Whether its unit of work is a piece of text, not a request.
  boolean countsChunks() {
    return this == STREAM || this == OPEN;
  }

  /// Whether latency is measured as well, at half of the gateway's best rate.
  boolean measuresLatency() {
    return this == PLAIN || this == TOKEN;
  }
}
