package dev.bifrost.wire;

import dev.bifrost.json.Json;
import java.util.List;

/// A whole answer to a client that is not streamed: a status, headers beyond the content type, and
/// a JSON body.
///
/// @param status the HTTP status
/// @param headers names and values, such as `retry-after`
public record Reply(int status, List<Header> headers, Json body) {
  /// One header.
  public record Header(String name, String value) {}

  public Reply {
    headers = List.copyOf(headers);
  }

  /// A reply without further headers.
  public Reply(int status, Json body) {
    this(status, List.of(), body);
  }
}
