package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Settings.Handling;
import dev.bifrost.chat.Settings.Limits;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Sampling;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Loss;
import dev.bifrost.wire.Written;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestWritingTest {
  private static final String ANTHROPIC = "anthropic.messages";
  private static final ToolName READ = ToolName.function("read");
  private static final Message HI = say(Role.USER, "hi");

  private static Message say(Role role, String... texts) {
    return Message.of(
        role, Stream.of(texts).map(text -> (Part) new Part.Text(Json.of(text))).toList());
  }

  private static ChatRequest request(String model, List<Message> messages) {
    return new ChatRequest(model, messages, Toolbox.EMPTY, Settings.NONE, false, Extras.NONE);
  }

  private static Written write(Message... messages) {
    return CHAT.write(request("gemini-2.5-flash", List.of(messages)));
  }

  private static Written write(String model, Toolbox tools, Settings settings, Extras extras) {
    return CHAT.write(new ChatRequest(model, List.of(HI), tools, settings, true, extras));
  }

  private static Written write(Toolbox tools) {
    return write("gemini-2.5-flash", tools, Settings.NONE, Extras.NONE);
  }

  private static Tool function(String name, @Nullable Obj parameters) {
    return new Tool.Function(ToolName.function(name), Json.of("d"), parameters, Tool.Options.NONE);
  }

  private static Toolbox tools(@Nullable ToolChoice choice, Tool... tools) {
    return new Toolbox(List.of(tools), choice, null);
  }

  private static List<String> lost(Written written) {
    return written.losses().stream().map(Loss::what).toList();
  }

  private static Obj generation(Written written) {
    Obj config = written.body().obj("generationConfig");
    return config == null ? Obj.empty() : config;
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, READ, new Arguments.Whole(obj("{'p':1}")));
  }

  private static Part result(String id, Part... content) {
    return new Part.ToolResult(id, List.of(content), false, null);
  }

  @Test
  void neitherModelNorStreamingStandInTheBody() {
    Obj body = write("gemini-2.5-flash", Toolbox.EMPTY, Settings.NONE, Extras.NONE).body();

    assertThat(body).isEqualTo(obj("{'contents':[{'role':'user','parts':[{'text':'hi'}]}]}"));
  }

  @Test
  @DisplayName("C-75 system messages go to the instruction, later ones to their place in the turn")
  void systemMessagesHaveTheirPlaces() {
    Obj body =
        write(
                say(Role.SYSTEM, "one", " ", "two"),
                say(Role.DEVELOPER, "three"),
                HI,
                say(Role.ASSISTANT, "hello"),
                say(Role.SYSTEM, "stop soon"),
                say(Role.USER, "go"))
            .body();

    assertThat(body.obj("systemInstruction"))
        .isEqualTo(obj("{'parts':[{'text':'one'},{'text':'two'},{'text':'three'}]}"));
    assertThat(body.get("contents"))
        .isEqualTo(
            Json.parse(
                """
                [{"role":"user","parts":[{"text":"hi"}]},
                 {"role":"model","parts":[{"text":"hello"}]},
                 {"role":"user","parts":[
                   {"text":"<system-reminder>\\nstop soon\\n</system-reminder>"},{"text":"go"}]}]
                """));
  }

  @Test
  @DisplayName("C-75 a conversation of instructions only is still asked")
  void aConversationOfInstructionsOnlyIsStillAsked() {
    assertThat(write(say(Role.DEVELOPER, "do it")).body())
        .isEqualTo(obj("{'contents':[{'role':'user','parts':[{'text':'do it'}]}]}"));
  }

  @Test
  @DisplayName("C-76 a user speaks first, roles alternate, no text is empty")
  void turnsAreMended() {
    Obj body =
        write(say(Role.ASSISTANT, "hello"), say(Role.USER, "a", ""), say(Role.USER, "b")).body();

    List<Obj> contents = body.list("contents").objects();
    assertThat(contents.stream().map(one -> one.text("role", "")))
        .containsExactly("user", "model", "user");
    assertThat(contents.get(2).get("parts"))
        .isEqualTo(Json.parse("[{\"text\":\"a\"},{\"text\":\"b\"}]"));
  }

  @Test
  @DisplayName("C-14 a call without a result gets one, a result without a call becomes text")
  void callsAndResultsArePaired() {
    Obj body =
        write(
                HI,
                Message.of(Role.ASSISTANT, List.of(call("toolu_1"), call("toolu_2"))),
                Message.of(
                    Role.USER,
                    List.of(
                        result("toolu_2", new Part.Text(Json.of("two"))),
                        result("gone", new Part.Text(Json.of("orphan"))))))
            .body();

    List<Obj> parts = body.list("contents").objects().get(2).list("parts").objects();
    assertThat(parts.get(0).obj("functionResponse"))
        .isEqualTo(
            obj(
                """
                {'id':'toolu_1','name':'read','response':{'error':'The tool call was interrupted: there is no result.'}}
                """));
    assertThat(parts.get(1).obj("functionResponse"))
        .isEqualTo(obj("{'id':'toolu_2','name':'read','response':{'output':'two'}}"));
    assertThat(parts.get(2).text("text")).endsWith("orphan");
  }

  @Test
  @DisplayName("C-18 images and documents of a result stand right behind it")
  void mediaOfAResultStandRightBehindIt() {
    Part png = new Part.Image(new Media.Inline("image/png", Json.of("iVBO")), null);
    Part pdf = new Part.Document(new Media.Inline("application/pdf", Json.of("JVBE")), null);
    Part reference =
        new Part.Unknown(
            "tool_reference",
            new Part.Raw(ANTHROPIC, obj("{'type':'tool_reference','tool_name':'x'}")));

    Written written =
        write(
            HI,
            Message.of(Role.ASSISTANT, List.of(call("a"), call("b"))),
            Message.of(
                Role.USER,
                List.of(
                    result("a", new Part.Text(Json.of("1")), png, new Part.Text(Json.of("2"))),
                    result("b", pdf, reference))));

    assertThat(written.losses()).isEmpty();
    assertThat(written.body().list("contents").objects().get(2).get("parts"))
        .isEqualTo(
            Json.parse(
                """
                [{"functionResponse":{"id":"a","name":"read","response":{"output":"1\\n2"}}},
                 {"inlineData":{"mimeType":"image/png","data":"iVBO"}},
                 {"functionResponse":{"id":"b","name":"read","response":{"output":"{\\"type\\":\\"tool_reference\\",\\"tool_name\\":\\"x\\"}"}}},
                 {"inlineData":{"mimeType":"application/pdf","data":"JVBE"}}]
                """));
  }

  @Test
  void mediaByAddressGetATypeAndForeignFilesAreNamed() {
    Written written =
        write(
            Message.of(
                Role.USER,
                List.of(
                    new Part.Image(
                        new Media.Remote("", Json.of("https://x.org/a.webp?s=1")), "high"),
                    new Part.Document(new Media.PlainText("text/plain", Json.of("words")), null),
                    new Part.Document(
                        new Media.Uploaded("application/pdf", Json.of("file_1"), ANTHROPIC),
                        null))));

    assertThat(written.body().list("contents").objects().get(0).get("parts"))
        .isEqualTo(
            Json.parse(
                """
                [{"fileData":{"mimeType":"image/webp","fileUri":"https://x.org/a.webp?s=1"}},
                 {"text":"words"}]
                """));
    assertThat(lost(written)).containsExactly("messages.file_id");
  }

  @Test
  @DisplayName("C-55 cache points are dropped without a word: Gemini caches by itself")
  void cachePointsAreDropped() {
    Written written =
        write(
            Message.of(
                Role.USER, List.of(new Part.Text(Json.of("hi")), new Part.CachePoint("1h"))));

    assertThat(written.losses()).isEmpty();
    assertThat(written.body().text()).doesNotContain("cache");
  }

  @Test
  @DisplayName("C-61 what has no counterpart is named, each once")
  void whatHasNoCounterpartIsNamed() {
    Part.Raw search = new Part.Raw(ANTHROPIC, obj("{'type':'server_tool_use','id':'s'}"));
    Settings settings =
        new Settings(
            new Sampling(null, null, null, Num.of(1L << 40), null, null),
            new Limits(null, Stream.of("1", "2", "3", "4", "5", "6").map(Str::of).toList()),
            null,
            null,
            new Handling(Json.of("me"), Json.of("k"), Json.of("auto"), true, obj("{'a':1}")));
    ChatRequest request =
        new ChatRequest(
            "gemini-2.5-flash",
            List.of(
                HI,
                Message.of(
                    Role.ASSISTANT,
                    List.of(
                        new Part.ServerToolCall(
                            "s", ServerToolKind.WEB_SEARCH, Obj.empty(), search),
                        new Part.ServerToolCall(
                            "s", ServerToolKind.WEB_SEARCH, Obj.empty(), search),
                        new Part.Text(Json.of("found"))))),
            new Toolbox(List.of(function("f", null)), null, false),
            settings,
            false,
            Extras.of("openai.chat", obj("{'logit_bias':{},'n':1,'user':'me','a b':1}")));

    Written written = CHAT.write(request);

    assertThat(lost(written))
        .containsExactly(
            "messages.server_tool_use", "parallel_tool_calls", "stop", "seed", "logit_bias", "a_b");
    assertThat(generation(written).list("stopSequences").size()).isEqualTo(5);
  }

  @Test
  @DisplayName("C-62 a schema goes out as it came, byte for byte")
  void aSchemaGoesOutAsItCame() {
    Obj schema =
        (Obj)
            Json.parse(
                "{\"$schema\":\"x\", \"type\":\"object\",\"properties\":{\"n\":{\"exclusiveMinimum\":1.0}}}");

    Obj body = write(tools(null, function("f", schema), function("g", null))).body();

    assertThat(body.text())
        .contains("\"parametersJsonSchema\":" + schema.text())
        .contains("{\"name\":\"g\",\"description\":\"d\"}");
  }

  @Test
  @DisplayName("C-64 long, odd and namespaced names are shortened and come back")
  void namesFitAndComeBack() {
    ToolName spaced = new ToolName("run command", "shell", ToolName.Kind.FUNCTION);
    Tool tool = new Tool.Function(spaced, null, null, Tool.Options.NONE);
    Tool dotted = function("a.b:c-d", null);

    Written written = write(tools(new ToolChoice.Named(spaced), tool, dotted));

    List<Obj> functions =
        written.body().list("tools").objects().get(0).list("functionDeclarations").objects();
    assertThat(functions.get(0).text("name")).isEqualTo("shell__run_command");
    assertThat(functions.get(1).text("name")).isEqualTo("a.b:c-d");
    assertThat(written.names().original("shell__run_command")).isEqualTo(spaced);
    assertThat(written.body().obj("toolConfig"))
        .isEqualTo(
            obj(
                "{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['shell__run_command']}}"));
  }

  @Test
  @DisplayName("C-19 a freeform tool becomes a function of one text, its grammar in words")
  void aFreeformToolBecomesAFunction() {
    ToolName patch = new ToolName("apply_patch", null, ToolName.Kind.FREEFORM);
    Tool tool = new Tool.Freeform(patch, Json.of("Edits"), obj("{'definition':'start: LINE'}"));
    ChatRequest request =
        new ChatRequest(
            "gemini-3-pro",
            List.of(
                HI,
                Message.of(
                    Role.ASSISTANT,
                    List.of(
                        new Part.ToolCall("c", patch, new Arguments.Text(Json.of("*** Begin")))))),
            tools(null, tool),
            Settings.NONE,
            false,
            Extras.NONE);

    Obj body = CHAT.write(request).body();

    Obj function =
        body.list("tools").objects().get(0).list("functionDeclarations").objects().get(0);
    assertThat(function.text("description")).contains("Edits").contains("start: LINE");
    assertThat(function.obj("parametersJsonSchema")).isNotNull();
    Obj call = body.list("contents").objects().get(1).list("parts").objects().get(0);
    assertThat(call.obj("functionCall"))
        .isEqualTo(obj("{'id':'c','name':'apply_patch','args':{'input':'*** Begin'}}"));
  }

  @Test
  @DisplayName("C-65 an id that is too long keeps its pair together")
  void aLongIdKeepsItsPairTogether() {
    String id = "call|".repeat(40);
    Obj body =
        write(
                HI,
                Message.of(Role.ASSISTANT, List.of(call(id))),
                Message.of(Role.USER, List.of(result(id))))
            .body();

    List<Obj> contents = body.list("contents").objects();
    Obj call = contents.get(1).list("parts").objects().get(0).obj("functionCall");
    Obj response = contents.get(2).list("parts").objects().get(0).obj("functionResponse");
    assertThat(call).isNotNull();
    assertThat(response).isNotNull();
    assertThat(call.text("id", "")).hasSizeBetween(9, 64).isEqualTo(response.text("id", ""));
  }

  @Test
  @DisplayName("C-15 arguments are an object, whatever the client sent")
  void argumentsAreAnObject() {
    Part call = new Part.ToolCall("c", READ, new Arguments.Text(Json.of("not json")));
    Part empty = new Part.ToolCall("d", READ, Arguments.none());

    Obj body = write(HI, Message.of(Role.ASSISTANT, List.of(call, empty))).body();

    assertThat(body.list("contents").objects().get(1).get("parts"))
        .isEqualTo(
            Json.parse(
                """
                [{"functionCall":{"id":"c","name":"read","args":{"arguments":"not json"}}},
                 {"functionCall":{"id":"d","name":"read","args":{}}}]
                """));
  }

  @Test
  @DisplayName("C-66 every choice of tools")
  void everyChoiceOfTools() {
    Tool f = function("f", null);
    ToolName name = ToolName.function("f");
    ToolName gone = ToolName.function("gone");

    assertThat(calling(new ToolChoice.Auto(), f)).isEqualTo(obj("{'mode':'AUTO'}"));
    assertThat(calling(new ToolChoice.None(), f)).isEqualTo(obj("{'mode':'NONE'}"));
    assertThat(calling(new ToolChoice.Required(), f)).isEqualTo(obj("{'mode':'ANY'}"));
    assertThat(calling(new ToolChoice.Allowed(List.of(name), false), f))
        .isEqualTo(obj("{'mode':'VALIDATED','allowedFunctionNames':['f']}"));
    assertThat(calling(new ToolChoice.Allowed(List.of(name, gone), true), f))
        .isEqualTo(obj("{'mode':'ANY','allowedFunctionNames':['f']}"));
    assertThat(lost(write(tools(new ToolChoice.Named(gone), f)))).containsExactly("tool_choice");
    assertThat(write(tools(new ToolChoice.Required())).body().has("toolConfig")).isFalse();
  }

  private static @Nullable Obj calling(ToolChoice choice, Tool tool) {
    Obj config = write(tools(choice, tool)).body().obj("toolConfig");
    return config == null ? null : config.obj("functionCallingConfig");
  }

  @Test
  @DisplayName("C-67 a web search that stands alone is Google's, its options are named")
  void aWebSearchThatStandsAloneIsGoogles() {
    Tool search =
        new Tool.Server(
            ServerToolKind.WEB_SEARCH,
            "web_search",
            new Part.Raw(
                ANTHROPIC, obj("{'type':'web_search_20250305','name':'web_search','max_uses':8}")));

    Written alone = write(tools(null, search));
    Written beside = write(tools(null, search, function("f", null)));

    assertThat(alone.body().get("tools")).isEqualTo(Json.parse("[{\"googleSearch\":{}}]"));
    assertThat(lost(alone)).containsExactly("tools.web_search.max_uses");
    assertThat(beside.body().list("tools").size()).isEqualTo(1);
    assertThat(lost(beside)).containsExactly("tools.web_search");
  }

  @Test
  @DisplayName("C-68 a server tool without a counterpart is named")
  void aServerToolWithoutACounterpartIsNamed() {
    Tool memory =
        new Tool.Server(
            ServerToolKind.OTHER, "memory", new Part.Raw(ANTHROPIC, obj("{'type':'memory_1'}")));

    assertThat(lost(write(tools(null, memory)))).containsExactly("tools.memory");
  }

  @Test
  void aPlaceholderToolOfClaudeCodeIsNotShown() {
    Tool.Options deferred = new Tool.Options(null, true, null, Extras.NONE);
    Tool placeholder =
        new Tool.Function(
            ToolName.function("DeferredToolPlaceholder"), null, Obj.empty(), deferred);
    Tool real = new Tool.Function(ToolName.function("Edit"), null, null, deferred);

    assertThat(write(tools(null, placeholder, real)).body().text())
        .contains("Edit")
        .doesNotContain("Placeholder");
  }

  @Test
  @DisplayName("C-70 C-73 settings have Google's names, and what is absent stays absent")
  void settingsHaveGooglesNames() {
    Num half = Num.of(new BigDecimal("0.50"));
    Settings settings =
        new Settings(
            new Sampling(
                half, half, Num.of(5), Num.of(7), Num.of(0), Num.of(new BigDecimal("0.1"))),
            new Limits(Num.of(100), List.of(Json.of("END"))),
            null,
            null,
            Handling.NONE);

    Written written = write("gemini-2.5-flash", Toolbox.EMPTY, settings, Extras.NONE);

    assertThat(generation(written).text())
        .isEqualTo(
            "{\"temperature\":0.50,\"topP\":0.50,\"topK\":5,\"maxOutputTokens\":100,"
                + "\"stopSequences\":[\"END\"],\"seed\":7,\"presencePenalty\":0.1}");
    assertThat(written.losses()).isEmpty();
    assertThat(write("gemini-2.5-flash", Toolbox.EMPTY, Settings.NONE, Extras.NONE).body().text())
        .doesNotContain("null")
        .doesNotContain("generationConfig");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          gemini-2.5-flash       | UNSAID   | LOW    |       |       | {'thinkingBudget':2048}
          gemini-2.5-flash       | UNSAID   | MAX    |       |       | {'thinkingBudget':24576}
          gemini-2.5-pro         | UNSAID   | MAX    |       |       | {'thinkingBudget':32768}
          gemini-2.5-pro         | OFF      | HIGH   |       |       | {'thinkingBudget':128}
          gemini-2.5-flash       | OFF      | HIGH   |       |       | {'thinkingBudget':0}
          gemini-2.5-flash       | ON       |        | 31999 |       | {'includeThoughts':true,'thinkingBudget':24576}
          gemini-2.5-flash       | ADAPTIVE |        |       |       | {'includeThoughts':true,'thinkingBudget':-1}
          gemini-2.5-flash       | UNSAID   | HIGH   |       | 9000  | {'thinkingBudget':8999}
          gemini-3-pro-preview   | UNSAID   | MEDIUM |       |       | {'thinkingLevel':'HIGH'}
          gemini-3.1-pro-preview | UNSAID   | MEDIUM |       |       | {'thinkingLevel':'MEDIUM'}
          gemini-3.8-flash       | UNSAID   | NONE   |       |       | {'thinkingLevel':'LOW'}
          gemini-3-flash-preview | UNSAID   | NONE   |       |       | {'thinkingLevel':'MINIMAL'}
          models/gemini-3.8-flash| ADAPTIVE | HIGH   |       |       | {'includeThoughts':true,'thinkingLevel':'HIGH'}
          gemini-3.8-flash       | ON       |        | 8192  |       | {'includeThoughts':true,'thinkingBudget':8192}
          gemini-3.8-flash       | OFF      | HIGH   |       |       | {'thinkingLevel':'LOW'}
          gemini-flash-latest    | UNSAID   | XHIGH  |       |       | {'thinkingLevel':'HIGH'}
          """)
  @DisplayName("C-71 C-72 thinking in the words of the model, never contradicting itself")
  void thinkingInTheWordsOfTheModel(
      String model,
      Mode mode,
      @Nullable Effort effort,
      @Nullable Long budget,
      @Nullable Long maxTokens,
      String config) {
    Settings settings =
        new Settings(
            Sampling.NONE,
            new Limits(maxTokens == null ? null : Num.of(maxTokens), List.of()),
            new Thinking(mode, effort, budget, null),
            null,
            Handling.NONE);

    Written written = write(model, Toolbox.EMPTY, settings, Extras.NONE);

    assertThat(generation(written).get("thinkingConfig")).isEqualTo(obj(config));
  }

  @Test
  void modelsThatDoNotThinkAreNotToldTo() {
    Settings settings =
        new Settings(
            Sampling.NONE,
            Limits.NONE,
            new Thinking(Mode.ON, Effort.HIGH, null, null),
            null,
            Handling.NONE);

    for (String model : List.of("gemini-2.0-flash", "gemini-1.5-pro", "gemma-3-27b-it")) {
      assertThat(write(model, Toolbox.EMPTY, settings, Extras.NONE).body().has("generationConfig"))
          .isFalse();
    }
  }

  @Test
  @DisplayName("C-78 an output shape, where the model takes it")
  void anOutputShapeWhereTheModelTakesIt() {
    Obj schema = obj("{'type':'object','properties':{'a':{'const':1}}}");
    Settings settings =
        new Settings(
            Sampling.NONE,
            Limits.NONE,
            null,
            new OutputShape.JsonSchema(Json.of("n"), null, schema, true),
            Handling.NONE);
    Toolbox tools = tools(null, function("f", null));

    assertThat(generation(write("gemini-2.5-pro", Toolbox.EMPTY, settings, Extras.NONE)))
        .isEqualTo(
            Json.obj()
                .put("responseMimeType", "application/json")
                .put("responseJsonSchema", schema)
                .build());
    assertThat(lost(write("gemini-2.5-pro", tools, settings, Extras.NONE)))
        .containsExactly("response_format");
    assertThat(write("gemini-3-pro", tools, settings, Extras.NONE).losses()).isEmpty();
  }
}
