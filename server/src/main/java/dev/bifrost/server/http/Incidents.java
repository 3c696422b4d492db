package dev.bifrost.server.http;

/// Hears of bugs. Safe for many threads.
@FunctionalInterface
public interface Incidents {
  /// Notes a bug that ended a request, with its text, where the operator can see it and the client
  /// cannot.
  ///
  /// @return the incident's id, which the client is told
  String report(String requestId, Throwable bug);
}
