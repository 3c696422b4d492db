package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.PathFacts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How requests of clients are understood.
class RequestReaderTest {
  private static ChatRequest read(String members) {
    return new ResponsesCodec()
        .read((Obj) Json.parse("{\"model\":\"openai/gpt-5\"," + members + "}"), PathFacts.NONE);
  }

  private static Failure refused(String members) {
    return catchThrowableOfType(Failed.class, () -> read(members)).failure();
  }

  private static Str str(String text) {
    return Str.of(text);
  }

  @Test
  void aTextIsAMessageOfTheUserAndInstructionsComeFirst() {
    ChatRequest request = read("\"input\":\"hi\",\"instructions\":\"be brief\",\"stream\":true");
    assertThat(request.stream()).isTrue();
    assertThat(request.messages().stream().map(Message::role))
        .containsExactly(Message.Role.SYSTEM, Message.Role.USER);
    assertThat(request.messages().get(0).parts()).containsExactly(new Part.Text(str("be brief")));
    assertThat(request.messages().get(1).parts()).containsExactly(new Part.Text(str("hi")));
  }

  @Test
  @DisplayName("C-18 pictures and files stand in messages and in outputs of tools")
  void picturesAndFilesAreRead() {
    ChatRequest request =
        read(
            """
            "input":[{"role":"user","content":[
                {"type":"input_image","image_url":"data:image/png;base64,AAAA","detail":"high"},
                {"type":"input_image","file_id":"file-1"},
                {"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,BB"},
                {"type":"input_file","file_url":"https://x/y.pdf"},
                {"type":"input_audio","input_audio":{"data":"CC","format":"mp3"}},
                {"type":"input_hologram","x":1}]},
              {"type":"function_call_output","call_id":"c1","output":[
                {"type":"input_text","text":"see"},
                {"type":"input_image","image_url":"https://x/p.png"}]}]
            """);
    assertThat(request.messages().get(0).parts())
        .containsExactly(
            new Part.Image(new Media.Inline("image/png", str("AAAA")), "high"),
            new Part.Image(new Media.Uploaded("", str("file-1"), ResponsesFormat.NAME), null),
            new Part.Document(new Media.Inline("application/pdf", str("BB")), str("a.pdf")),
            new Part.Document(new Media.Remote("", str("https://x/y.pdf")), null),
            new Part.Audio(new Media.Inline("audio/mpeg", str("CC"))),
            new Part.Unknown(
                "content.input_hologram",
                new Part.Raw(
                    ResponsesFormat.NAME, Json.parse("{\"type\":\"input_hologram\",\"x\":1}"))));
    assertThat(request.messages().get(1).parts())
        .containsExactly(
            new Part.ToolResult(
                "c1",
                List.of(
                    new Part.Text(str("see")),
                    new Part.Image(new Media.Remote("", str("https://x/p.png")), null)),
                false,
                null));
  }

  @Test
  @DisplayName("C-19 namespaces, freeform tools and their calls are read, wherever Codex puts them")
  void codexToolsAreRead() {
    ChatRequest request =
        read(
            """
            "input":[{"type":"additional_tools","role":"developer","tools":[
                {"type":"namespace","name":"functions","description":"all","tools":[
                  {"type":"custom","name":"exec","description":"run","allowed_callers":["direct"],
                   "format":{"type":"grammar","syntax":"lark","definition":"start: A"}},
                  {"type":"function","name":"wait","strict":false,"parameters":{"type":"object"}}]},
                {"type":"web_search","external_web_access":true}]},
              {"type":"custom_tool_call","id":"ctc_1","call_id":"c1","name":"exec",
               "namespace":"functions","input":"text(1)"},
              {"type":"custom_tool_call_output","call_id":"c1","output":"1"},
              {"type":"function_call","call_id":"c2","name":"echo","namespace":"mcp__b",
               "arguments":"{}"},
              {"type":"configuration_update","reasoning":{"effort":"low"}}],
            "reasoning":{"effort":"high","context":"all_turns"}
            """);
    ToolName exec = new ToolName("exec", "functions", ToolName.Kind.FREEFORM);
    List<Tool> tools = request.tools().tools();
    assertThat(tools).hasSize(3);
    assertThat(tools.get(0))
        .isInstanceOfSatisfying(
            Tool.Freeform.class,
            tool -> {
              assertThat(tool.name()).isEqualTo(exec);
              assertThat(tool.grammar()).isNotNull();
              Obj extras = tool.options().extras().in(ResponsesFormat.NAME);
              assertThat(extras.has("allowed_callers")).isTrue();
              assertThat(extras.text("namespace_description")).isEqualTo("all");
            });
    assertThat(tools.get(2))
        .isInstanceOfSatisfying(
            Tool.Server.class,
            tool -> assertThat(tool.kind()).isEqualTo(ServerToolKind.WEB_SEARCH));
    assertThat(request.messages().stream().flatMap(message -> message.parts().stream()))
        .containsExactly(
            new Part.ToolCall("c1", exec, new Arguments.Text(str("text(1)"))),
            new Part.ToolResult("c1", List.of(new Part.Text(str("1"))), false, exec),
            new Part.ToolCall(
                "c2",
                new ToolName("echo", "mcp__b", ToolName.Kind.FUNCTION),
                new Arguments.Text(str("{}"))));
    Thinking thinking = request.settings().reasoning();
    assertThat(thinking).isNotNull();
    assertThat(thinking.effort()).isEqualTo(Thinking.Effort.LOW);
    assertThat(request.extras().members())
        .isEqualTo(Json.parse("{\"reasoning.context\":\"all_turns\"}"));
  }

  @Test
  @DisplayName("C-66 every form of tool_choice is read")
  void everyFormOfToolChoiceIsRead() {
    assertThat(choice("\"auto\"")).isEqualTo(new ToolChoice.Auto());
    assertThat(choice("\"none\"")).isEqualTo(new ToolChoice.None());
    assertThat(choice("\"required\"")).isEqualTo(new ToolChoice.Required());
    assertThat(choice("{\"type\":\"function\",\"name\":\"f\"}"))
        .isEqualTo(new ToolChoice.Named(ToolName.function("f")));
    assertThat(choice("{\"type\":\"custom\",\"name\":\"p\"}"))
        .isEqualTo(new ToolChoice.Named(new ToolName("p", null, ToolName.Kind.FREEFORM)));
    assertThat(choice("{\"type\":\"web_search_preview\"}"))
        .isEqualTo(new ToolChoice.Named(ToolName.function("web_search_preview")));
    assertThat(
            choice(
                "{\"type\":\"allowed_tools\",\"mode\":\"required\",\"tools\":"
                    + "[{\"type\":\"function\",\"name\":\"f\"}]}"))
        .isEqualTo(new ToolChoice.Allowed(List.of(ToolName.function("f")), true));
    ChatRequest mcp = read("\"tool_choice\":{\"type\":\"mcp\",\"server_label\":\"s\"}");
    assertThat(mcp.tools().choice()).isNull();
    assertThat(mcp.extras().members().has("tool_choice")).isTrue();
  }

  private static ToolChoice choice(String form) {
    ToolChoice choice = read("\"tool_choice\":" + form).tools().choice();
    assertThat(choice).isNotNull();
    return choice;
  }

  @Test
  @DisplayName("C-78 a schema for the answer is read, its neighbours stay extras")
  void aSchemaForTheAnswerIsRead() {
    ChatRequest request =
        read(
            """
            "text":{"verbosity":"low","format":{"type":"json_schema","name":"n","strict":true,
                    "schema":{"type":"object"}}},"previous_response_id":"resp_9"
            """);
    assertThat(request.settings().output())
        .isEqualTo(
            new OutputShape.JsonSchema(
                str("n"), null, (Obj) Json.parse("{\"type\":\"object\"}"), true));
    assertThat(request.extras().members())
        .isEqualTo(Json.parse("{\"previous_response_id\":\"resp_9\",\"text.verbosity\":\"low\"}"));
  }

  @Test
  @DisplayName("C-41 a member of another type is refused by its place")
  void aMemberOfAnotherTypeIsRefusedByItsPlace() {
    assertRefused("\"input\":7", "input");
    assertRefused("\"input\":[7]", "input[0]");
    assertRefused("\"input\":[{\"role\":\"boss\",\"content\":\"x\"}]", "input[0].role");
    assertRefused("\"input\":[{\"role\":\"user\",\"content\":7}]", "input[0].content");
    assertRefused(
        "\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\"}]}]",
        "input[0].content[0].text");
    assertRefused("\"input\":[{\"type\":\"function_call\",\"name\":\"f\"}]", "input[0].call_id");
    assertRefused("\"tools\":[{\"type\":\"function\"}]", "tools[0].name");
    assertRefused("\"temperature\":\"hot\"", "temperature");
    assertRefused("\"tool_choice\":\"maybe\"", "tool_choice");
    assertRefused("\"text\":{\"format\":{\"type\":\"json_schema\"}}", "text.format.schema");
  }

  private static void assertRefused(String members, String place) {
    Failure failure = refused(members);
    assertThat(failure.kind()).isEqualTo(Failure.Kind.BAD_REQUEST);
    assertThat(failure.detail().param()).isEqualTo(place);
    assertThat(failure.message()).startsWith(place + " must be ");
  }

  @Test
  void whatCannotBeTranslatedIsNamed() {
    assertThat(new ResponsesCodec().untranslatable(read("\"input\":\"hi\""))).isNull();
    assertThat(reason("\"input\":\"hi\",\"previous_response_id\":\"resp_1\""))
        .contains("previous_response_id");
    assertThat(reason("\"input\":\"hi\",\"conversation\":\"conv_1\"")).contains("conversation");
    assertThat(reason("\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]"))
        .contains("item_reference");
    assertThat(
            reason(
                "\"input\":[{\"role\":\"user\",\"content\":\"x\"},{\"type\":\"compaction_trigger\"}]"))
        .contains("compaction_trigger");
  }

  private static String reason(String members) {
    Failure failure = new ResponsesCodec().untranslatable(read(members));
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).isEqualTo(Failure.Kind.UNSUPPORTED);
    return failure.message();
  }
}
