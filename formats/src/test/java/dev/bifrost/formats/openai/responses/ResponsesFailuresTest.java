package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.recordings.Recordings;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Error answers, both ways.
class ResponsesFailuresTest {
  /// What each recorded error means, by its code or else its status.
  private static final Map<String, Kind> KINDS =
      Map.of(
          "invalid_api_key", Kind.UNAUTHENTICATED,
          "model_not_found", Kind.MODEL_NOT_FOUND,
          "insufficient_quota", Kind.PAYMENT_REQUIRED,
          "invalid-argument", Kind.UNAUTHENTICATED,
          "401", Kind.UNAUTHENTICATED);

  private final ResponsesFormat format = new ResponsesFormat();

  static Stream<Recording> errors() {
    return Recordings.of(ResponsesFormat.NAME).filter(recording -> recording.status() >= 400);
  }

  private Failure read(int status, HeaderLookup headers, String body) {
    return format.readFailure(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("errors")
  @DisplayName("C-42 every recorded error has its class and its message")
  void everyRecordedErrorHasItsClass(Recording recording) {
    Json body = Objects.requireNonNull(recording.body());
    Failure failure = read(recording.status(), HeaderLookup.NONE, body.text());
    String code = failure.detail().code();
    String key = code == null ? Integer.toString(recording.status()) : code;
    assertThat(failure.kind()).isEqualTo(KINDS.getOrDefault(key, Kind.BAD_REQUEST));
    assertThat(failure.status()).isEqualTo(recording.status());
    assertThat(body.text()).contains(Json.of(failure.message()).text());
  }

  private static HeaderLookup headers(String... pairs) {
    return name -> value(pairs, name);
  }

  private static @Nullable String value(String[] pairs, String name) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(name)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  @Test
  @DisplayName("C-38 a wait is found in every form")
  void aWaitIsFoundInEveryForm() {
    assertThat(wait("", "retry-after", "55")).hasSeconds(55);
    assertThat(wait("", "retry-after-ms", "1500", "retry-after", "9")).hasMillis(1500);
    assertThat(wait("Please try again in 1m2.5s. Visit …")).hasMillis(62_500);
    assertThat(wait("Please retry after 20 seconds.")).hasSeconds(20);
    assertThat(wait("try again in 200ms")).hasMillis(200);
    assertThat(
            wait(
                "",
                "x-ratelimit-remaining-tokens",
                "0",
                "x-ratelimit-reset-tokens",
                "6m0s",
                "x-ratelimit-remaining-requests",
                "3",
                "x-ratelimit-reset-requests",
                "9h"))
        .hasMinutes(6);
    assertThat(read(429, headers("retry-after", "Tue, 24 Nov 2026 00:00:00 GMT"), "").retryAfter())
        .isNull();
  }

  private Duration wait(String message, String... pairs) {
    String body =
        Json.obj().put("error", Json.obj().put("message", message).build()).build().text();
    Failure failure = read(429, headers(pairs), body);
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    return Objects.requireNonNull(failure.retryAfter());
  }

  @Test
  @DisplayName("C-41 C-51 bodies of no API give a short safe message")
  void bodiesOfNoApiGiveASafeMessage() {
    for (String body : new String[] {"", "<html>502 at 10.0.0.7</html>", "[1]", "{\"error\":7}"}) {
      Failure failure = read(502, HeaderLookup.NONE, body);
      assertThat(failure.kind()).isEqualTo(Kind.PROVIDER_FAULT);
      assertThat(failure.message())
          .startsWith("the provider answered with ")
          .doesNotContain("10.0.0.7");
    }
    Map<Integer, Kind> kinds =
        Map.of(
            402, Kind.PAYMENT_REQUIRED,
            403, Kind.FORBIDDEN,
            404, Kind.NOT_FOUND,
            408, Kind.TIMEOUT,
            413, Kind.TOO_LARGE,
            422, Kind.BAD_REQUEST,
            500, Kind.PROVIDER_FAULT,
            503, Kind.OVERLOADED,
            529, Kind.OVERLOADED);
    kinds.forEach(
        (status, kind) -> assertThat(read(status, HeaderLookup.NONE, "").kind()).isEqualTo(kind));
  }

  @Test
  void anOverflowIsKnownByItsMessageToo() {
    Failure failure =
        read(
            400,
            HeaderLookup.NONE,
            "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens\"}}");
    assertThat(failure.kind()).isEqualTo(Kind.CONTEXT_EXCEEDED);
  }

  @Test
  @DisplayName("C-04 C-32 failures are phrased as OpenAI does")
  void failuresArePhrasedAsOpenAiDoes() {
    Reply refusal = format.writeFailure(Failure.at("input[0]", Kind.BAD_REQUEST, "wrong"));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.headers()).containsExactly(new Reply.Header("x-should-retry", "false"));
    assertThat(refusal.body())
        .isEqualTo(
            Json.parse(
                """
                {"error":{"type":"invalid_request_error","code":null,"message":"wrong",
                          "param":"input[0]"}}
                """));
    Reply busy =
        format.writeFailure(
            new Failure(
                Kind.OVERLOADED,
                "busy",
                new Failure.Detail(529, null, null, null, Duration.ofMillis(1500))));
    assertThat(busy.status()).isEqualTo(503);
    assertThat(busy.headers()).containsExactly(new Reply.Header("retry-after", "2"));
    Reply overflow =
        format.writeFailure(
            new Failure(
                Kind.CONTEXT_EXCEEDED,
                "prompt is too long: 9 tokens > 8 maximum",
                new Failure.Detail(400, null, null, null, null)));
    Obj error = Streams.obj((Obj) overflow.body(), "error");
    assertThat(error.text("code")).isEqualTo("context_length_exceeded");
    assertThat(error.text("message")).contains("context window").contains("9 tokens");
  }

  @Test
  void everyKindIsReadBackAsItself() {
    for (Kind kind : Kind.values()) {
      Reply reply = format.writeFailure(Failure.of(kind, "the input is what it is"));
      Failure again = format.readFailure(reply.status(), HeaderLookup.NONE, reply.body().toBytes());
      Kind expected =
          switch (kind) {
            case UNSUPPORTED, CLIENT_GONE -> Kind.BAD_REQUEST;
            case INTERNAL, CONNECTION_BROKEN -> Kind.PROVIDER_FAULT;
            default -> kind;
          };
      assertThat(again.kind()).as(kind.name()).isEqualTo(expected);
    }
  }
}
