package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.failure.Failure;
import dev.bifrost.failure.Failure.Kind;
import dev.bifrost.json.JsonFault;
import dev.bifrost.simulator.Stand.End;
import dev.bifrost.simulator.Stand.Heard;
import dev.bifrost.transport.ContentCoding;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults do what they are named for, on the socket, in every dialect.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultsTest {
  private Stand stand;

  @BeforeAll
  void start() throws IOException {
    stand = new Stand(SimulatorSettings.QUICK);
  }

  @AfterAll
  void stop() {
    stand.close();
  }

  private Heard ask(Dialect dialect, String model, boolean stream) throws IOException {
    ChatRequest request = Asking.text(model, "Tell me about the rainbow 🌈 bridge.");
    return stand.ask(
        dialect,
        Asking.streamed(Asking.withTools(request, Asking.function("search", "query")), stream));
  }

  private static StreamEvent last(Dialect dialect, Heard heard) {
    return Stand.events(dialect, heard.body()).getLast();
  }

  private static long frames(Heard heard) {
    return heard.text().split("\n\n", -1).length - 1L;
  }

  private static Failure understood(Dialect dialect, Heard heard) {
    return dialect
        .format()
        .readFailure(heard.status(), name -> heard.headers().first(name), heard.body());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStalledStreamStaysOpenAndSilent(Dialect dialect) throws IOException {
    Heard nothing = ask(dialect, "stall", true);
    assertThat(nothing.end()).isEqualTo(End.SILENT);
    assertThat(nothing.body()).isEmpty();
    Heard some = ask(dialect, "stall-after-3", true);
    assertThat(some.end()).isEqualTo(End.SILENT);
    assertThat(frames(some)).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStreamIsCutAfterSoManyFrames(Dialect dialect) throws IOException {
    for (int after : new int[] {0, 1, 3, 5}) {
      for (String model : List.of("cut-" + after, "cut-after-" + after)) {
        Heard heard = ask(dialect, model, true);
        assertThat(heard.status()).isEqualTo(200);
        assertThat(heard.end()).isEqualTo(End.CUT);
        assertThat(frames(heard)).isEqualTo(after);
      }
    }
    assertThat(ask(dialect, "tool-call+cut-999", true).end()).isEqualTo(End.CUT);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStreamEndsCleanlyWithoutItsEnd(Dialect dialect) throws IOException {
    Heard heard = ask(dialect, "end-after-3", true);
    assertThat(heard.end()).isEqualTo(End.CLEAN);
    assertThat(frames(heard)).isEqualTo(3);
    assertThat(last(dialect, heard)).isInstanceOf(StreamEvent.Broken.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFrameIsMalformed(Dialect dialect) throws IOException {
    Heard heard = ask(dialect, "malformed-frame", true);
    assertThat(heard.end()).isEqualTo(End.CLEAN);
    assertThat(last(dialect, heard)).isInstanceOf(StreamEvent.Broken.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anErrorComesInTheStream(Dialect dialect) throws IOException {
    Heard heard = ask(dialect, "error-in-stream", true);
    assertThat(heard.status()).isEqualTo(200);
    assertThat(last(dialect, heard))
        .isInstanceOfSatisfying(
            StreamEvent.Broken.class,
            broken -> assertThat(broken.failure().message()).contains("Overloaded"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void wholeAnswersAreSpoiltToo(Dialect dialect) throws IOException {
    assertThat(ask(dialect, "stall-after-1", false).end()).isEqualTo(End.SILENT);
    assertThat(ask(dialect, "cut-1", false).end()).isEqualTo(End.CUT);
    assertThatThrownBy(ask(dialect, "end-after-1", false)::json).isInstanceOf(JsonFault.class);
    assertThatThrownBy(ask(dialect, "malformed-frame", false)::json).isInstanceOf(JsonFault.class);
    Heard failed = ask(dialect, "error-in-stream", false);
    assertThat(failed.status()).isEqualTo(200);
    assertThat(failed.json().has("error")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "401, UNAUTHENTICATED",
    "403, FORBIDDEN",
    "429, RATE_LIMITED",
    "500, PROVIDER_FAULT",
    "503, OVERLOADED",
    "529, OVERLOADED"
  })
  void aNumberIsARefusalWithThatStatus(int status, Kind kind) throws IOException {
    for (Dialect dialect : Dialect.values()) {
      for (boolean stream : new boolean[] {true, false}) {
        Heard heard = ask(dialect, Integer.toString(status), stream);
        assertThat(heard.status()).isEqualTo(status);
        assertThat(understood(dialect, heard).kind()).as(dialect.name()).isEqualTo(kind);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theFirstOfTwoCallsIsRefusedAndTheSecondIsWell(Dialect dialect) throws IOException {
    for (int round = 0; round < 2; round++) {
      Heard first = ask(dialect, "tool-call+429-then-ok", true);
      assertThat(first.status()).isEqualTo(429);
      assertThat(first.headers().first("retry-after")).isEqualTo("1");
      assertThat(Asking.calls(Stand.answer(dialect, ask(dialect, "tool-call+429-then-ok", true))))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTooLongConversationIsRefusedInTheDialectsWords(Dialect dialect) throws IOException {
    Heard heard = ask(dialect, "400-context", true);
    assertThat(heard.status()).isEqualTo(400);
    assertThat(understood(dialect, heard).kind()).isEqualTo(Kind.CONTEXT_EXCEEDED);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatNoClientExpectsComesInThePlaceOfAnAnswer(Dialect dialect) throws IOException {
    Heard page = ask(dialect, "html-502", true);
    assertThat(page.status()).isEqualTo(502);
    assertThat(page.contentType()).isEqualTo("text/html");
    assertThat(ask(dialect, "empty-200", true).body()).isEmpty();
    assertThatThrownBy(ask(dialect, "not-json-200", true)::json).isInstanceOf(JsonFault.class);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void oddBytesSayTheSame(Dialect dialect) throws IOException {
    String plain = said(dialect, ask(dialect, "tool-call", true));
    for (String odd : List.of("byte-by-byte", "crlf", "comments", "slow-1")) {
      assertThat(said(dialect, ask(dialect, "tool-call+" + odd, true))).isEqualTo(plain);
    }
    assertThat(ask(dialect, "crlf", true).text()).contains("\r\n\r\n");
    assertThat(ask(dialect, "comments", true).text()).startsWith(": still here\n\n");
  }

  private static String said(Dialect dialect, Heard heard) {
    ChatResponse answer = Stand.answer(dialect, heard);
    return Asking.text(answer) + Asking.freeText(Asking.calls(answer).getFirst());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAnswerIsCompressedThoughNobodyAsked(Dialect dialect) throws IOException {
    Heard heard = ask(dialect, "gzip", false);
    assertThat(heard.headers().first("content-encoding")).isEqualTo("gzip");
    byte[] open = ContentCoding.decode("gzip", heard.body(), 1 << 20);
    assertThat(new String(open, java.nio.charset.StandardCharsets.UTF_8)).contains("You said:");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theContentTypeIsWrong(Dialect dialect) throws IOException {
    assertThat(ask(dialect, "wrong-content-type", true).contentType()).isEqualTo("text/plain");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void noUsageIsTold(Dialect dialect) throws IOException {
    ChatResponse answer = Stand.answer(dialect, ask(dialect, "no-usage", true));
    assertThat(answer.finished().usage())
        .satisfiesAnyOf(
            usage -> assertThat(usage).isNull(), usage -> assertThat(usage.total()).isZero());
  }
}
