package dev.bifrost.engine.exchange;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.RequestHead;

/// A request whose body was indexed and whose head was read; the conversation is read only where
/// somebody asks.
///
/// @param request as it came in
/// @param body the body's tree, over the request's own bytes
/// @param head model and stream
public record Call(ClientRequest request, Obj body, RequestHead head) {

  /// Reads a request.
  ///
  /// @throws Failed `BAD_REQUEST` where the body is no JSON object, or its head is wrong
  public static Call read(ClientRequest request) {
    Obj body = object(request.body());
    return new Call(
        request, body, request.route().format().chat().head(body, request.route().facts()));
  }

  private static Obj object(byte[] text) {
    try {
      if (Json.parse(text) instanceof Obj object) {
        return object;
      }
    } catch (JsonFault fault) {
      throw Failed.of(
          Failure.Kind.BAD_REQUEST, "the request body is not valid JSON: " + fault.getMessage());
    }
    throw Failed.of(Failure.Kind.BAD_REQUEST, "the request body must be a JSON object");
  }

  /// The header of that lower-case name, or an otherwise.
  public String header(String name, String otherwise) {
    String value = request.headers().first(name);
    return value == null ? otherwise : value;
  }

  /// Whether what cannot be carried is to be refused (`x-bifrost-strict: true`).
  public boolean isStrict() {
    return header("x-bifrost-strict", "").equalsIgnoreCase("true");
  }
}
