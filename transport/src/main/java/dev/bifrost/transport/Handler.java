package dev.bifrost.transport;

import java.io.IOException;

/// What a server does with a request. Called once per request, on a virtual thread of its own.
@FunctionalInterface
public interface Handler {
  /// Answers the exchange. Returning without an answer, or with a stream that was not ended, closes
  /// the connection without a clean end, as does an exception; exceptions other than [ClientGone]
  /// are told to the [ServerListener].
  void handle(Exchange exchange) throws IOException;
}
