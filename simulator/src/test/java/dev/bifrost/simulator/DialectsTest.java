package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Framing;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The well-behaved models, in every dialect, streamed and whole.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DialectsTest {
  private Stand stand;

  @BeforeAll
  void start() throws IOException {
    stand = new Stand(SimulatorSettings.QUICK);
  }

  @AfterAll
  void stop() {
    stand.close();
  }

  private static ChatRequest question(String model) {
    return Asking.withTools(
        Asking.text(model, "What is the weather – in “Zürich” 🌈?"),
        Asking.function("get_weather", "city"),
        Asking.function("get_time", "zone"));
  }

  private ChatResponse answer(Dialect dialect, ChatRequest request, boolean stream)
      throws IOException {
    Stand.Heard heard = stand.ask(dialect, Asking.streamed(request, stream));
    assertThat(heard.status()).isEqualTo(200);
    assertThat(heard.contentType().startsWith("text/event-stream")).isEqualTo(stream);
    return Stand.answer(dialect, heard);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anEchoSaysWhatWasSaid(Dialect dialect) throws IOException {
    for (boolean stream : new boolean[] {true, false}) {
      ChatResponse answer = answer(dialect, question("echo"), stream);
      assertThat(Asking.text(answer)).endsWith("What is the weather – in “Zürich” 🌈?");
      assertThat(answer.finished().reason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.finished().usage())
          .satisfies(usage -> assertThat(usage.output()).isPositive())
          .satisfies(usage -> assertThat(usage.input()).isPositive());
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aNameThatNobodyKnowsIsAnEcho(Dialect dialect) throws IOException {
    assertThat(Asking.text(answer(dialect, question("gpt-17-ultra"), true))).contains("You said:");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void toolsAreCalledWithArgumentsThatFit(Dialect dialect) throws IOException {
    for (boolean stream : new boolean[] {true, false}) {
      ChatResponse answer = answer(dialect, question("tool-call"), stream);
      Part.ToolCall call = Asking.calls(answer).getFirst();
      assertThat(call.tool().name()).isEqualTo("get_weather");
      assertThat(Asking.argument(call, "city")).isNotEmpty();
      assertThat(answer.finished().reason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void severalToolsAreCalledAtOnce(Dialect dialect) throws IOException {
    for (boolean stream : new boolean[] {true, false}) {
      List<Part.ToolCall> calls = Asking.calls(answer(dialect, question("parallel-tools"), stream));
      assertThat(calls)
          .extracting(call -> call.tool().name())
          .containsExactly("get_weather", "get_time", "get_weather");
      assertThat(calls).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aResultIsTold(Dialect dialect) throws IOException {
    ChatRequest first = question("tool-call");
    ChatRequest second = Asking.then(first, answer(dialect, first, true), "17 degrees and sunny");
    ChatResponse told = answer(dialect, second, true);
    assertThat(Asking.text(told)).contains("17 degrees and sunny");
    assertThat(Asking.calls(told)).isEmpty();
  }

  /// C-06
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void bigArgumentsAreWhole(Dialect dialect) throws IOException {
    for (boolean stream : new boolean[] {true, false}) {
      Part.ToolCall call = Asking.calls(answer(dialect, question("big-64k"), stream)).getFirst();
      assertThat(Asking.argument(call, "city"))
          .hasSizeGreaterThan(65_000)
          .matches("(say \"hi\" to C:\\\\new 🌈 and\nénd; )+");
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aThoughtComesWhereItIsAskedFor(Dialect dialect) throws IOException {
    for (boolean stream : new boolean[] {true, false}) {
      assertThat(Asking.thought(answer(dialect, Asking.thinking(question("echo")), stream)))
          .isEqualTo("Let me think about what was asked. ");
      assertThat(Asking.thought(answer(dialect, question("echo"), stream))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAskedForShapeIsKept(Dialect dialect) throws IOException {
    Obj schema =
        (Obj)
            Json.parse(
                """
                {"type":"object","properties":{"title":{"type":"string"},\
                "score":{"type":"integer","minimum":3}},"required":["title","score"]}\
                """);
    ChatRequest request = Asking.shaped(Asking.text("echo", "Hello"), schema);
    Obj said = (Obj) Json.parse(Asking.text(answer(dialect, request, true)));
    assertThat(said.number("score", 0)).isEqualTo(3);
    assertThat(said.text("title", "")).isNotEmpty();
  }

  @Test
  void geminiStreamsAJsonArrayWithoutAltSse() throws IOException {
    Stand.Heard heard =
        stand.post(
            "/v1beta/models/tool-call:streamGenerateContent",
            Stand.body(Dialect.GEMINI, question("tool-call")));
    assertThat(heard.contentType()).startsWith("application/json");
    ChatResponse answer =
        ChatResponse.of(Stand.events(Dialect.GEMINI, Framing.JSON_ARRAY, heard.body()));
    assertThat(Asking.calls(answer)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aWrongBodyIsRefusedInTheDialect(Dialect dialect) throws IOException {
    Obj wrong = Json.obj().put("model", 5).put("messages", 5).put("contents", 5).build();
    Stand.Heard heard = stand.post(Stand.path(dialect, Asking.text("echo", "")), wrong);
    assertThat(heard.status()).isEqualTo(400);
    assertThat(heard.json().has("error")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theBadKeyIsRefused(Dialect dialect) throws IOException {
    ChatRequest request = question("echo");
    for (String header : List.of("authorization", "x-api-key", "x-goog-api-key")) {
      Stand.Heard heard =
          stand.post(Stand.path(dialect, request), Stand.body(dialect, request), header, "bad-key");
      assertThat(heard.status()).isEqualTo(401);
    }
  }

  @Test
  void everyModelIsListed() throws IOException {
    for (String path : List.of("/v1/models", "/v1beta/models")) {
      String list = stand.get(path).text();
      assertThat(Models.NAMES).allSatisfy(name -> assertThat(list).contains(name));
    }
  }

  @Test
  void whatWasAskedIsRemembered() throws IOException {
    stand.ask(Dialect.MESSAGES, question("echo"));
    assertThat(stand.simulator().received().getLast().target()).isEqualTo("/v1/messages");
  }
}
