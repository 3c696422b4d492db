package dev.bifrost.transport;

/// Sends requests to other servers, over connections that are kept and used again. Made once, safe
/// for many threads. A request sent by a thread that a server of the same [Loops] started uses
/// connections of that thread's own loop.
public interface HttpClient extends AutoCloseable {
  /// Opens a client on `loops`.
  static HttpClient open(Loops loops, ClientSettings settings) {
    return new PooledClient(loops, settings);
  }

  /// Sends a request and waits for the head of the answer. The response must be closed.
  ///
  /// A request that went out on a kept connection which turns out to be dead, before any byte of an
  /// answer, is sent once more on a fresh one. Nothing else is repeated.
  ///
  /// @param cancellation ends the request and its response from elsewhere
  Response send(Request request, Cancellation cancellation) throws UpstreamFault;

  /// Sends a request that nobody will cancel but by closing the response or by interrupting the
  /// thread.
  default Response send(Request request) throws UpstreamFault {
    return send(request, new Cancellation());
  }

  /// Closes every connection. Requests under way end with `CANCELLED`.
  @Override
  void close();
}
