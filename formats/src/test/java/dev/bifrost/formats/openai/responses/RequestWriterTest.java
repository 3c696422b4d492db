package dev.bifrost.formats.openai.responses;

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
import dev.bifrost.chat.Signature;
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
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What other formats' requests become.
class RequestWriterTest {
  private static final String CLAUDE = "anthropic.messages";

  private static Str str(String text) {
    return Str.of(text);
  }

  private static ChatRequest request(Message... messages) {
    return new ChatRequest(
        "gpt-5", List.of(messages), Toolbox.EMPTY, Settings.NONE, false, Extras.NONE);
  }

  private static Message user(Part... parts) {
    return Message.of(Role.USER, List.of(parts));
  }

  private static Message assistant(Part... parts) {
    return Message.of(Role.ASSISTANT, List.of(parts));
  }

  private static Part text(String text) {
    return new Part.Text(str(text));
  }

  private static Obj body(ChatRequest request) {
    return RequestWriter.write(request).body();
  }

  private static List<String> losses(Written written) {
    return written.losses().stream().map(Loss::what).toList();
  }

  private static ChatRequest with(Settings settings) {
    ChatRequest plain = request(user(text("hi")));
    return new ChatRequest(
        plain.model(), plain.messages(), plain.tools(), settings, true, plain.extras());
  }

  @Test
  void aConversationBecomesItems() {
    Obj body =
        body(
            request(
                Message.of(
                    Role.SYSTEM,
                    List.of(
                        text("x-anthropic-billing-header: cc_version=1;"),
                        text("You are Claude."),
                        new Part.CachePoint(null),
                        text("Be brief."))),
                user(text("weather?")),
                assistant(
                    new Part.Reasoning(str("theirs"), Signature.of(CLAUDE, str("sig"))),
                    new Part.Reasoning(
                        str("ours"),
                        new Signature(ResponsesFormat.NAME, str("gAAA"), str("rs_1"), false)),
                    text("I look."),
                    new Part.ToolCall(
                        "toolu_1",
                        ToolName.function("weather"),
                        new Arguments.Whole(Json.obj().put("city", "Rome").build()))),
                user(
                    new Part.ToolResult("toolu_1", List.of(text("sunny")), false, null),
                    text("and now?"))));
    assertThat(body)
        .isEqualTo(
            Json.parse(
                """
                {"model":"gpt-5","instructions":"You are Claude.\\n\\nBe brief.","store":false,
                 "input":[
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"weather?"}]},
                  {"type":"reasoning","id":"rs_1","encrypted_content":"gAAA",
                   "summary":[{"type":"summary_text","text":"ours"}]},
                  {"type":"message","role":"assistant",
                   "content":[{"type":"output_text","text":"I look.","annotations":[]}]},
                  {"type":"function_call","call_id":"toolu_1","name":"weather",
                   "arguments":"{\\"city\\":\\"Rome\\"}"},
                  {"type":"function_call_output","call_id":"toolu_1","output":"sunny"},
                  {"type":"message","role":"user","content":[{"type":"input_text","text":"and now?"}]}]}
                """));
  }

  @Test
  @DisplayName("C-14 an interrupted call is answered, on conversion only")
  void anInterruptedCallIsAnswered() {
    Obj body =
        body(
            request(
                user(text("go")),
                assistant(Streams.call("c1", "f", "{}")),
                user(text("never mind"))));
    assertThat(body.list("input").objects().stream().map(item -> item.text("type")))
        .containsExactly("message", "function_call", "function_call_output", "message");
  }

  @Test
  @DisplayName("C-75 system messages in the middle stay in their place")
  void systemMessagesInTheMiddleStay() {
    Obj body =
        body(
            request(
                user(text("a")),
                Message.of(Role.SYSTEM, List.of(text("b"))),
                Message.of(Role.DEVELOPER, List.of(text("c"))),
                user(text("d"))));
    assertThat(body.list("input").objects().stream().map(item -> item.text("role")))
        .containsExactly("user", "system", "developer", "user");
    assertThat(body.has("instructions")).isFalse();
  }

  @Test
  @DisplayName("C-18 pictures and documents in results of tools arrive")
  void picturesInResultsArrive() {
    Obj body =
        body(
            request(
                user(text("read")),
                assistant(Streams.call("c1", "Read", "{}")),
                user(
                    new Part.ToolResult(
                        "c1",
                        List.of(
                            new Part.Image(new Media.Inline("image/png", str("AA")), null),
                            new Part.Document(new Media.Inline("application/pdf", str("BB")), null),
                            new Part.Document(new Media.PlainText("text/plain", str("T")), null)),
                        false,
                        null))));
    assertThat(body.list("input").objects().get(2).get("output"))
        .isEqualTo(
            Json.parse(
                """
                [{"type":"input_image","image_url":"data:image/png;base64,AA"},
                 {"type":"input_file","filename":"document.pdf",
                  "file_data":"data:application/pdf;base64,BB"},
                 {"type":"input_text","text":"T"}]
                """));
  }

  @Test
  @DisplayName("C-65 ids that are too long get a stable alias on both sides")
  void idsThatAreTooLongGetAnAlias() {
    String id = "x".repeat(100);
    Obj body =
        body(
            request(
                user(text("a")),
                assistant(Streams.call(id, "f", "{}")),
                user(new Part.ToolResult(id, List.of(text("b")), false, null))));
    List<Obj> items = body.list("input").objects();
    String alias = items.get(1).text("call_id", "");
    assertThat(alias).hasSizeLessThanOrEqualTo(64).isEqualTo(items.get(2).text("call_id"));
  }

  @Test
  @DisplayName("C-63 strict is never switched on by leaving it out")
  void strictIsNeverSwitchedOn() {
    Tool.Function bare = new Tool.Function(ToolName.function("f"), null, null, Tool.Options.NONE);
    Tool.Function placeholder =
        new Tool.Function(
            ToolName.function("DeferredToolPlaceholder"),
            null,
            null,
            new Tool.Options(null, true, null, Extras.NONE));
    Tool.Function deferred =
        new Tool.Function(
            ToolName.function("mcp__a__b"),
            str("d"),
            (Obj) Json.parse("{\"type\":\"object\",\"properties\":{\"x\":{}}}"),
            new Tool.Options(true, true, null, Extras.NONE));
    Obj body =
        body(
            request(user(text("a")))
                .withTools(new Toolbox(List.of(bare, placeholder, deferred), null, false)));
    assertThat(body.get("tools"))
        .isEqualTo(
            Json.parse(
                """
                [{"type":"function","name":"f","strict":false,
                  "parameters":{"type":"object","properties":{}}},
                 {"type":"function","name":"mcp__a__b","description":"d","strict":true,
                  "parameters":{"type":"object","properties":{"x":{}}}}]
                """));
    assertThat(body.isFalse("parallel_tool_calls")).isTrue();
  }

  @Test
  @DisplayName("C-64 long names get an alias that the answer is turned back from")
  void longNamesGetAnAlias() {
    ToolName tool = ToolName.function("mcp__" + "a".repeat(80));
    Written written =
        RequestWriter.write(
            request(user(text("a")))
                .withTools(
                    new Toolbox(
                        List.of(new Tool.Function(tool, null, null, Tool.Options.NONE)),
                        new ToolChoice.Named(tool),
                        null)));
    Obj choice = Streams.obj(written.body(), "tool_choice");
    String alias = choice.text("name", "");
    assertThat(alias).hasSizeLessThanOrEqualTo(64);
    assertThat(written.body().list("tools").objects().get(0).text("name")).isEqualTo(alias);
    assertThat(written.names().original(alias)).isEqualTo(tool);
  }

  @Test
  @DisplayName("C-66 a choice of a tool that is not offered is left out by name")
  void aChoiceOfAToolThatIsNotOfferedIsLeftOut() {
    Tool f = new Tool.Function(ToolName.function("f"), null, null, Tool.Options.NONE);
    Written written =
        RequestWriter.write(
            request(user(text("a")))
                .withTools(
                    new Toolbox(
                        List.of(f), new ToolChoice.Named(ToolName.function("gone")), null)));
    assertThat(written.body().has("tool_choice")).isFalse();
    assertThat(losses(written)).containsExactly("tool_choice");
  }

  @Test
  @DisplayName("C-67 C-68 web search is mapped with its limits, other server tools are losses")
  void webSearchIsMapped() {
    Obj search =
        (Obj)
            Json.parse(
                """
                {"type":"web_search_20250305","name":"web_search","max_uses":8,
                 "allowed_domains":["a.org"],"blocked_domains":["b.org"]}
                """);
    List<Tool> tools =
        List.of(
            new Tool.Server(ServerToolKind.WEB_SEARCH, "web_search", new Part.Raw(CLAUDE, search)),
            new Tool.Server(ServerToolKind.OTHER, "memory", new Part.Raw(CLAUDE, Obj.empty())));
    Written written =
        RequestWriter.write(
            request(user(text("a")))
                .withTools(
                    new Toolbox(
                        tools, new ToolChoice.Named(ToolName.function("web_search")), null)));
    Obj body = written.body();
    assertThat(body.get("tools"))
        .isEqualTo(
            Json.parse(
                "[{\"type\":\"web_search\",\"filters\":{\"allowed_domains\":[\"a.org\"]}}]"));
    assertThat(body.number("max_tool_calls", 0)).isEqualTo(8);
    assertThat(body.text("tool_choice")).isEqualTo("required");
    assertThat(body.get("include")).isEqualTo(Json.parse("[\"web_search_call.action.sources\"]"));
    assertThat(losses(written)).containsExactly("tools.web_search.blocked_domains", "tools.memory");
  }

  @Test
  @DisplayName("C-61 C-70 settings are mapped or named")
  void settingsAreMappedOrNamed() {
    Settings settings =
        new Settings(
            new Sampling(Num.of(1), null, Num.of(40), null, Num.of(0), null),
            new Limits(Num.of(1), List.of(str("END"))),
            new Thinking(Thinking.Mode.ON, null, 31_999L, "omitted"),
            new OutputShape.JsonSchema(null, null, Obj.empty(), null),
            new Handling(str("u".repeat(200)), str("key"), str("standard_only"), null, null));
    Written written = RequestWriter.write(with(settings));
    assertThat(written.body().without("input"))
        .isEqualTo(
            Json.parse(
                """
                {"model":"gpt-5","temperature":1,"max_output_tokens":16,
                 "reasoning":{"effort":"high"},
                 "text":{"format":{"type":"json_schema","name":"answer","schema":{}}},
                 "prompt_cache_key":"key","store":false,"stream":true,
                 "include":["reasoning.encrypted_content"]}
                """));
    assertThat(losses(written)).containsExactly("top_k", "stop");
  }

  @Test
  @DisplayName("C-71 C-72 thinking that is off is said so, without a summary")
  void thinkingThatIsOffIsSaidSo() {
    Settings off =
        new Settings(
            Sampling.NONE,
            Limits.NONE,
            new Thinking(Thinking.Mode.OFF, Thinking.Effort.HIGH, null, "summarized"),
            null,
            Handling.NONE);
    Obj body = body(with(off));
    assertThat(body.get("reasoning")).isEqualTo(Json.parse("{\"effort\":\"none\"}"));
    assertThat(body.has("include")).isFalse();
  }

  @Test
  void extrasOfTheSiblingArriveAndOthersAreNamed() {
    Obj extras =
        (Obj)
            Json.parse(
                """
                {"verbosity":"low","safety_identifier":"s","n":1,"logit_bias":{},
                 "stream_options":{}}
                """);
    ChatRequest plain = request(user(text("a")));
    Written written =
        RequestWriter.write(
            new ChatRequest(
                "m",
                plain.messages(),
                Toolbox.EMPTY,
                Settings.NONE,
                false,
                new Extras("openai.chat", extras)));
    assertThat(written.body().get("text")).isEqualTo(Json.parse("{\"verbosity\":\"low\"}"));
    assertThat(written.body().text("safety_identifier")).isEqualTo("s");
    assertThat(losses(written)).containsExactly("logit_bias");
  }

  @Test
  @DisplayName("C-76 edge cases of content give a valid request")
  void edgeCasesOfContentGiveAValidRequest() {
    Obj body =
        body(
            request(
                assistant(text("I begin.")),
                user(text("  "), text("a")),
                user(text("b")),
                assistant(text("prefill"))));
    assertThat(body.list("input").objects().stream().map(item -> item.text("role")))
        .containsExactly("assistant", "user", "assistant");
    assertThat(body.text().contains("null")).isFalse();
  }
}
