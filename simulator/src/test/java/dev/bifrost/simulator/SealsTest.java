package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Strict providers: what they said must come back as they said it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SealsTest {
  private Stand stand;

  @BeforeAll
  void start() throws IOException {
    stand = new Stand(SimulatorSettings.QUICK);
  }

  @AfterAll
  void stop() {
    stand.close();
  }

  /// Asks, changes each part of the answer, and comes back with the tool's result.
  private Stand.Heard comeBack(Dialect dialect, UnaryOperator<Part> change) throws IOException {
    ChatRequest first =
        Asking.thinking(
            Asking.withTools(
                Asking.text("tool-call+strict-seals", "The weather?"),
                Asking.function("get_weather", "city")));
    ChatResponse answer = Stand.answer(dialect, post(dialect, first));
    List<Part> parts = answer.parts().stream().map(change).toList();
    ChatResponse changed = new ChatResponse(answer.started(), parts, answer.finished());
    return post(dialect, Asking.then(first, changed, "sunny"));
  }

  private Stand.Heard post(Dialect dialect, ChatRequest request) throws IOException {
    Obj written = Stand.body(dialect, request);
    Obj body =
        switch (dialect) {
          case RESPONSES ->
              written.with("include", Json.of(List.of(Json.of("reasoning.encrypted_content"))));
          // The gateway's writer asks for no thoughts where the turn has none to give back.
          case MESSAGES -> written.with("thinking", Json.parse("{\"type\":\"adaptive\"}"));
          case CHAT, GEMINI -> written;
        };
    return stand.post(Stand.path(dialect, request), body);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatComesBackUnchangedIsTaken(Dialect dialect) throws IOException {
    Stand.Heard heard = comeBack(dialect, part -> part);
    assertThat(heard.status()).as(heard.text()).isEqualTo(200);
  }

  /// C-01
  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"MESSAGES", "RESPONSES", "GEMINI"})
  void aChangedSealIsRefused(Dialect dialect) throws IOException {
    Stand.Heard heard = comeBack(dialect, SealsTest::resealed);
    assertThat(heard.status()).as(heard.text()).isEqualTo(400);
  }

  private static Part resealed(Part part) {
    if (part instanceof Part.Reasoning(Str text, Signature seal) && seal != null) {
      Str other = Str.of("QUFB" + seal.value().value());
      return new Part.Reasoning(
          text, new Signature(seal.format(), other, seal.id(), seal.redacted()));
    }
    return part;
  }

  /// C-01
  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"MESSAGES", "RESPONSES"})
  void aSealOnOtherWordsIsRefused(Dialect dialect) throws IOException {
    Stand.Heard heard =
        comeBack(
            dialect,
            part ->
                part instanceof Part.Reasoning(_, Signature seal) && seal != null
                    ? new Part.Reasoning(Str.of("other words"), seal)
                    : part);
    assertThat(heard.status()).as(heard.text()).isEqualTo(400);
  }

  /// C-10, C-11
  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"MESSAGES", "CHAT"})
  void aThoughtThatIsMissingBeforeACallIsRefused(Dialect dialect) throws IOException {
    Stand.Heard heard =
        comeBack(
            dialect, part -> part instanceof Part.Reasoning ? new Part.Text(Str.of("hm")) : part);
    assertThat(heard.status()).as(heard.text()).isEqualTo(400);
  }

  /// C-10
  @Test
  void aGeminiCallWithoutASignatureIsRefused() throws IOException {
    Obj call =
        (Obj)
            Json.parse(
                """
                {"contents":[{"role":"user","parts":[{"text":"The weather?"}]},\
                {"role":"model","parts":[{"functionCall":{"name":"get_weather","args":{}}}]},\
                {"role":"user","parts":[{"functionResponse":{"name":"get_weather","response":{}}}]}]}\
                """);
    Stand.Heard heard = stand.post("/v1beta/models/strict-seals:generateContent", call);
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.text()).contains("thought_signature");
  }
}
