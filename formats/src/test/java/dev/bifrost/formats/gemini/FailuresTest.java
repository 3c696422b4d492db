package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Detail;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.wire.HeaderLookup;
import dev.bifrost.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
  private static final GeminiFormat FORMAT = new GeminiFormat();

  static Stream<Recording> refused() {
    return Recorded.refused();
  }

  private static byte[] body(Recording recording) {
    byte[] events = recording.eventStream();
    if (events != null) {
      return events;
    }
    Obj response = recording.content().obj("response");
    String text = response == null ? null : response.text("text");
    if (text != null) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    return recording.body() == null ? new byte[0] : recording.body().toBytes();
  }

  @ParameterizedTest
  @MethodSource("refused")
  @DisplayName("C-42 every recorded error has its kind and the provider's message")
  void everyRecordedErrorHasItsKind(Recording recording) {
    Failure failure = FORMAT.readFailure(recording.status(), HeaderLookup.NONE, body(recording));

    assertThat(failure.kind()).isEqualTo(kind(recording.status(), failure.message()));
    assertThat(failure.detail().providerStatus()).isEqualTo(recording.status());
    if (new String(body(recording), StandardCharsets.UTF_8).startsWith("<")) {
      assertThat(failure.message()).hasSizeLessThan(100).doesNotContain("<");
    } else {
      assertThat(failure.message()).isNotEmpty();
      assertThat(failure.detail().type()).isNotNull();
    }
  }

  private static Kind kind(int status, String message) {
    return switch (status) {
      case 400 -> {
        if (message.contains("API key not valid")) {
          yield Kind.UNAUTHENTICATED;
        }
        yield message.contains("input token count") ? Kind.CONTEXT_EXCEEDED : Kind.BAD_REQUEST;
      }
      case 401 -> Kind.UNAUTHENTICATED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> message.contains("odel") ? Kind.MODEL_NOT_FOUND : Kind.NOT_FOUND;
      case 429 -> Kind.RATE_LIMITED;
      case 500 -> Kind.PROVIDER_FAULT;
      case 503 -> Kind.OVERLOADED;
      default -> throw new IllegalArgumentException("a new status was recorded: " + status);
    };
  }

  private static Failure read(int status, @Nullable String retryAfter, String body) {
    HeaderLookup headers = name -> name.equals("retry-after") ? retryAfter : null;
    return FORMAT.readFailure(
        status, headers, body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          7     | {'error':{'message':'m'}}                             | 7000
          1.5   | no json                                               | 1500
          Fri, 1 Jan | {'error':{'message':'Please retry in 48.93s.'}}  | 48930
                | {'error':{'message':'Please retry in 1m2.5s.'}}       | 62500
                | {'error':{'message':'Please retry in 500ms'}}         | 500
                | {'error':{'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34.4s'}]}} | 34400
                | [{'error':{'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'3s'}]}}]  | 3000
          """)
  @DisplayName("C-38 when to try again, in every form")
  void whenToTryAgain(@Nullable String header, String body, long millis) {
    Failure failure = read(429, header, body);

    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          402 |                                                | PAYMENT_REQUIRED
          413 |                                                | TOO_LARGE
          504 | Deadline expired before operation could finish | TIMEOUT
          529 |                                                | OVERLOADED
          502 |                                                | PROVIDER_FAULT
          499 | The operation was cancelled.                   | PROVIDER_FAULT
          429 | Your prepayment credits are depleted.          | PAYMENT_REQUIRED
          400 | API key expired. Please renew the API key.     | UNAUTHENTICATED
          400 | Request payload size exceeds the limit: 20971520 bytes. | TOO_LARGE
          400 | The input token count exceeds the maximum number of tokens allowed 1048576. | CONTEXT_EXCEEDED
          400 | Function call is missing a thought_signature   | BAD_REQUEST
          404 | Requested entity was not found.                | NOT_FOUND
          """)
  void otherErrorsHaveTheirKind(int status, @Nullable String message, Kind kind) {
    String body = message == null ? "<html>" : "{'error':{'message':'" + message + "'}}";

    assertThat(read(status, null, body).kind()).isEqualTo(kind);
  }

  @Test
  void whatIsWrongInTheRequestIsNamed() {
    Failure failure =
        read(
            400,
            null,
            """
            {'error':{'code':400,'message':'Invalid value','status':'INVALID_ARGUMENT','details':[
              {'@type':'type.googleapis.com/google.rpc.BadRequest','fieldViolations':[{'field':'contents[0].role'}]},
              {'@type':'type.googleapis.com/google.rpc.ErrorInfo','reason':'ODD_REASON'}]}}
            """);

    assertThat(failure.detail())
        .isEqualTo(new Detail(400, "INVALID_ARGUMENT", "ODD_REASON", "contents[0].role", null));
  }

  @Test
  @DisplayName("C-32 C-38 a refusal in Google's words, with the delay where Gemini CLI reads it")
  void aRefusalInGooglesWords() {
    Reply reply =
        FORMAT.writeFailure(
            new Failure(
                Kind.RATE_LIMITED,
                "slow down",
                new Detail(0, null, null, null, Duration.ofMillis(1500))));

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.headers()).containsExactly(new Reply.Header("retry-after", "2"));
    assertThat(reply.body())
        .isEqualTo(
            obj(
                """
                {'error':{'code':429,'message':'slow down','status':'RESOURCE_EXHAUSTED','details':[
                  {'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'1.5s'}]}}
                """));
  }

  @Test
  @DisplayName("C-41 each kind has its status and word, and what cannot succeed says so")
  void eachKindHasItsStatusAndWord() {
    for (Kind kind : Kind.values()) {
      Reply reply = FORMAT.writeFailure(Failure.at("contents[0]", kind, "no"));
      Obj error = ((Obj) reply.body()).obj("error");
      assertThat(error).isNotNull();
      assertThat(error.number("code", 0)).isEqualTo(reply.status()).isEqualTo(kind.status());
      assertThat(error.text("status", "")).isUpperCase();
      assertThat(reply.headers().contains(new Reply.Header("x-should-retry", "false")))
          .isEqualTo(!kind.isTransient());
      if (kind != Kind.CONTEXT_EXCEEDED) {
        Failure read =
            FORMAT.readFailure(reply.status(), HeaderLookup.NONE, reply.body().toBytes());
        assertThat(read.message()).isEqualTo("no");
        assertThat(read.detail().param()).isEqualTo("contents[0]");
      }
    }
  }

  @Test
  void aConversationThatIsTooLongIsSaidInGooglesWords() {
    Failure failure = Failure.of(Kind.CONTEXT_EXCEEDED, "prompt is too long: 9 tokens > 8 maximum");

    Reply reply = FORMAT.writeFailure(failure);
    Failure read = FORMAT.readFailure(reply.status(), HeaderLookup.NONE, reply.body().toBytes());

    assertThat(read.kind()).isEqualTo(Kind.CONTEXT_EXCEEDED);
    assertThat(read.message())
        .startsWith("The input token count exceeds the maximum number of tokens allowed.")
        .endsWith("prompt is too long: 9 tokens > 8 maximum");
  }

  @Test
  void aProvidersErrorKeepsItsStatusAndMayBeRetried() {
    Failure overloaded =
        new Failure(Kind.OVERLOADED, "busy", new Detail(529, "overloaded_error", null, null, null));

    Reply reply = FORMAT.writeFailure(overloaded);

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.headers()).isEmpty();
  }
}
