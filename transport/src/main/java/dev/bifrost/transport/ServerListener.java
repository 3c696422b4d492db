package dev.bifrost.transport;

/// Hears what a server cannot tell anybody else. Called on the thread of the exchange.
@FunctionalInterface
public interface ServerListener {
  /// Hears nothing.
  ServerListener SILENT = (_, _) -> {};

  /// A handler threw; the exchange's connection has been closed.
  void handlerFailed(Exchange exchange, Exception failure);
}
