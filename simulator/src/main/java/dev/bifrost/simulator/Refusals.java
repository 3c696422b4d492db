package dev.bifrost.simulator;

import dev.bifrost.failure.Failure;
import dev.bifrost.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is answered in the place of an answer. Safe for many threads.
final class Refusals {
  private static final String HTML = "<html><body>Bad gateway</body></html>";

  /// Who was told to wait, and is to be answered the next time.
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  /// What that fault answers, or null where the model is to speak.
  @Nullable Play instead(ModelName name, Asked asked) {
    WireFormat format = asked.format();
    return switch (name.fault()) {
      case "429-then-ok" -> firstRefused(asked);
      case "400-context" -> Voice.refusal(format, contextExceeded());
      case "strict-seals" -> {
        String fault = new Seals(asked).fault();
        yield fault == null ? null : Voice.refusal(format, failure(400, fault));
      }
      case "" ->
          name.number() < 400
              ? null
              : Voice.refusal(
                  format,
                  failure(name.number(), "the simulator was asked for status " + name.number()));
      case "html" -> raw(Math.max(502, name.number()), "text/html", HTML);
      case "empty" -> raw(200, "application/json", "");
      case "not-json" -> raw(200, "application/json", "this is no JSON");
      default -> null;
    };
  }

  private @Nullable Play firstRefused(Asked asked) {
    String who = asked.caller() + " " + asked.request().model();
    if (!warned.add(who)) {
      warned.remove(who);
      return null;
    }
    Play refusal = Voice.refusal(asked.format(), failure(429, "too many requests, for once"));
    return refusal.withHeaders(refusal.headers().with("retry-after", "1"));
  }

  private static Failure contextExceeded() {
    return new Failure(
        Failure.Kind.CONTEXT_EXCEEDED,
        "prompt is too long: 250000 tokens > 200000 maximum",
        new Failure.Detail(400, null, null, null, null));
  }

  private static Play raw(int status, String type, String text) {
    return Play.whole(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A provider's failure with that status.
  static Failure failure(int status, String message) {
    Failure.Kind kind =
        switch (status) {
          case 400 -> Failure.Kind.BAD_REQUEST;
          case 401 -> Failure.Kind.UNAUTHENTICATED;
          case 402 -> Failure.Kind.PAYMENT_REQUIRED;
          case 403 -> Failure.Kind.FORBIDDEN;
          case 404 -> Failure.Kind.MODEL_NOT_FOUND;
          case 429 -> Failure.Kind.RATE_LIMITED;
          case 503, 529 -> Failure.Kind.OVERLOADED;
          default -> Failure.Kind.PROVIDER_FAULT;
        };
    return new Failure(kind, message, new Failure.Detail(status, null, null, null, null));
  }
}
