package dev.bifrost.transport;

import java.time.Duration;

/// How a client keeps connections.
///
/// @param keepIdle how long an unused connection is kept; below what servers allow, so that they do
///   not close first
/// @param maxConnectionsPerOrigin the most connections to one origin, shared out among the loops
/// @param readAheadBytes how much of an answer is taken in before the reader asks for it
/// @param maxHeadBytes the longest head of an answer
/// @param nameLifetime how long a looked-up address is used
public record ClientSettings(
    Duration keepIdle,
    int maxConnectionsPerOrigin,
    int readAheadBytes,
    int maxHeadBytes,
    Duration nameLifetime) {
  /// 30 seconds, 5000 connections, 64 KB ahead, heads up to 256 KB, names for 30 seconds.
  public static final ClientSettings DEFAULT =
      new ClientSettings(
          Duration.ofSeconds(30), 5000, 64 * 1024, 256 * 1024, Duration.ofSeconds(30));
}
