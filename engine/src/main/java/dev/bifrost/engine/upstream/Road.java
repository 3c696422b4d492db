package dev.bifrost.engine.upstream;

import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;

/// How one call travels to its target and back. One attempt, one thread.
sealed interface Road permits VerbatimRoad, TranslatedRoad {
  /// The body to send.
  ///
  /// @throws dev.bifrost.failure.Failed where the call cannot be said in the target's dialect
  byte[] body();

  /// Brings the provider's answer to the client, to its end. Once something has gone to the client
  /// every failure is told inside the answer.
  ///
  /// @throws UpstreamFault where the provider's connection breaks and nothing has gone to the
  ///   client
  /// @throws dev.bifrost.failure.Failed where the answer is a failure and nothing has gone to the
  ///   client, or the client has left
  void relay(Response response) throws UpstreamFault;
}
