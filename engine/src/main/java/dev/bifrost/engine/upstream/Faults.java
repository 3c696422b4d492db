package dev.bifrost.engine.upstream;

import dev.bifrost.failure.Failure;
import dev.bifrost.transport.UpstreamFault;

/// What the network's faults mean for the user.
final class Faults {
  private Faults() {}

  /// The failure to tell when the way to this provider is broken.
  static Failure failure(UpstreamFault fault, String provider) {
    String who = "provider " + provider;
    return switch (fault.kind()) {
      case CONNECT_FAILED -> unreachable(who + " could not be reached");
      case TLS -> unreachable("the TLS connection to " + who + " failed");
      case POOL_FULL ->
          Failure.coded(
              "request_dropped",
              Failure.Kind.OVERLOADED,
              "all connections to " + who + " are in use");
      case CONNECT_TIMEOUT -> late(who + " could not be reached in time");
      case HEADER_TIMEOUT -> late(who + " did not begin to answer in time");
      case IDLE_TIMEOUT -> late(who + " stopped sending in the middle of its answer");
      case TOO_LARGE ->
          Failure.of(Failure.Kind.PROVIDER_FAULT, "the answer of " + who + " is too large");
      case RESET ->
          Failure.coded(
              "provider_connection_broken",
              Failure.Kind.CONNECTION_BROKEN,
              who + " broke the connection before its answer was complete");
      case CANCELLED ->
          Failure.coded("request_cancelled", Failure.Kind.CLIENT_GONE, "the client has left");
    };
  }

  private static Failure unreachable(String message) {
    return Failure.coded("provider_connection_failed", Failure.Kind.CONNECTION_BROKEN, message);
  }

  private static Failure late(String message) {
    return Failure.coded("request_timed_out", Failure.Kind.TIMEOUT, message);
  }
}
