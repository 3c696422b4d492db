package dev.bifrost.engine.upstream;

import dev.bifrost.engine.exchange.Target;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import dev.bifrost.transport.ContentCoding;
import dev.bifrost.transport.Response;
import dev.bifrost.transport.UpstreamFault;
import java.io.IOException;
import java.time.Duration;

/// Reads answers that are not streamed.
final class WholeBody {
  /// The largest whole answer; images come as base64.
  private static final int MAX_BYTES = 128 << 20;

  private WholeBody() {}

  /// The whole body, decompressed although nobody asked for compression.
  static byte[] read(Response response, Duration timeout) throws UpstreamFault {
    byte[] body = response.readAll(MAX_BYTES, timeout);
    String coding = response.headers().first("content-encoding");
    if (coding == null) {
      return body;
    }
    try {
      return ContentCoding.decode(coding, body, MAX_BYTES);
    } catch (IOException unreadable) {
      throw Failed.of(
          Failure.Kind.PROVIDER_FAULT, "the provider's answer could not be decompressed");
    }
  }

  /// The body as a JSON object.
  ///
  /// @throws Failed `PROVIDER_FAULT` where it is none
  static Obj object(byte[] body, Target target) {
    try {
      if (Json.parse(body) instanceof Obj object) {
        return object;
      }
    } catch (JsonFault notJson) {
      // Told below, as for any other body that is no answer.
    }
    throw Failed.of(
        Failure.Kind.PROVIDER_FAULT,
        "provider " + target.provider().name() + " answered with something that is no JSON object");
  }
}
