package dev.bifrost.transport;

import java.time.Duration;
import java.util.List;

/// A request to another server.
///
/// @param method such as `POST`
/// @param origin where to
/// @param target path and query, as they are to stand on the wire
/// @param headers the fields; framing and connection fields are left out, `Host` is added where
///   absent
/// @param body the body in parts that are sent one after the other; the arrays must not be changed
///   before the answer's end
/// @param limits how long to wait
public record Request(
    String method,
    Origin origin,
    String target,
    Headers headers,
    List<byte[]> body,
    Limits limits) {
  /// How long a request waits.
  ///
  /// @param connect the longest wait for a connection: a free place, the name, TCP, proxy and TLS
  /// @param head the longest wait for the answer's head, from when the request was handed over
  public record Limits(Duration connect, Duration head) {
    /// 10 seconds to connect, 5 minutes for the head.
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), Duration.ofMinutes(5));
  }

  public Request {
    body = List.copyOf(body);
    HeaderText.requireName(method);
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException("request target has a forbidden character at " + i);
      }
    }
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("request target does not begin with a slash: " + target);
    }
  }

  /// A request without a body, under the default limits.
  public static Request get(Origin origin, String target, Headers headers) {
    return new Request("GET", origin, target, headers, List.of(), Limits.DEFAULT);
  }

  /// A request with a body, under the default limits.
  public static Request post(Origin origin, String target, Headers headers, byte[]... body) {
    return new Request("POST", origin, target, headers, List.of(body), Limits.DEFAULT);
  }
}
