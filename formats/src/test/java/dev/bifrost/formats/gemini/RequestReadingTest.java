package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Part.ToolCall;
import dev.bifrost.chat.Part.ToolResult;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Settings.Thinking.Effort;
import dev.bifrost.chat.Settings.Thinking.Mode;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.PathFacts;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReadingTest {
  private static final PathFacts PATH = new PathFacts("openai/gpt-5", true);

  private static ChatRequest read(String json) {
    return CHAT.read(obj(json), PATH);
  }

  private static List<Part> parts(String json) {
    return read("{'contents':[{'role':'user','parts':[" + json + "]}]}").messages().get(0).parts();
  }

  private static Part.Text text(String text) {
    return new Part.Text(Json.of(text));
  }

  @Test
  void modelAndStreamingStandInThePath() {
    ChatRequest request = read("{'contents':[]}");

    assertThat(request.model()).isEqualTo("openai/gpt-5");
    assertThat(request.stream()).isTrue();
    assertThat(CHAT.head(obj("{'model':'models/x'}"), PathFacts.NONE).model()).isEqualTo("x");
  }

  @Test
  void aRequestWithoutAModelSaysWhereItBelongs() {
    Failed failed =
        catchThrowableOfType(Failed.class, () -> CHAT.head(Obj.empty(), PathFacts.NONE));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.BAD_REQUEST);
    assertThat(failed.failure().detail().param()).isEqualTo("model");
  }

  @Test
  void bothSpellingsSayTheSame() {
    ChatRequest camel =
        read(
            """
            {'systemInstruction':{'parts':[{'text':'S'}]},
             'contents':[{'role':'user','parts':[{'inlineData':{'mimeType':'image/png','data':'AA=='}},
               {'fileData':{'mimeType':'application/pdf','fileUri':'gs://b/f'}}]},
               {'role':'model','parts':[{'functionCall':{'id':'a','name':'f','args':{}},'thoughtSignature':'c2ln'}]},
               {'role':'user','parts':[{'functionResponse':{'id':'a','name':'f','response':{'output':'x'}}}]}],
             'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{'type':'object'}}]}],
             'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}},
             'generationConfig':{'topP':0.5,'topK':3,'maxOutputTokens':7,'stopSequences':['E'],
               'presencePenalty':1,'frequencyPenalty':2,'responseMimeType':'application/json',
               'responseSchema':{'type':'OBJECT'},
               'thinkingConfig':{'includeThoughts':true,'thinkingBudget':9}}}
            """);
    ChatRequest snake =
        read(
            """
            {'system_instruction':{'parts':[{'text':'S'}]},
             'contents':[{'role':'user','parts':[{'inline_data':{'mime_type':'image/png','data':'AA=='}},
               {'file_data':{'mime_type':'application/pdf','file_uri':'gs://b/f'}}]},
               {'role':'model','parts':[{'function_call':{'id':'a','name':'f','args':{}},'thought_signature':'c2ln'}]},
               {'role':'user','parts':[{'function_response':{'id':'a','name':'f','response':{'output':'x'}}}]}],
             'tools':[{'function_declarations':[{'name':'f','parameters_json_schema':{'type':'object'}}]}],
             'tool_config':{'function_calling_config':{'mode':'ANY','allowed_function_names':['f']}},
             'generation_config':{'top_p':0.5,'top_k':3,'max_output_tokens':7,'stop_sequences':['E'],
               'presence_penalty':1,'frequency_penalty':2,'response_mime_type':'application/json',
               'response_schema':{'type':'OBJECT'},
               'thinking_config':{'include_thoughts':true,'thinking_budget':9}}}
            """);

    assertThat(snake).isEqualTo(camel);
    assertThat(camel.extras().members().isEmpty()).isTrue();
  }

  @Test
  void aJsonNullIsAsAbsent() {
    ChatRequest request =
        read(
            """
            {'contents':[{'role':null,'parts':[{'text':'hi','thought':null,'functionCall':null}]}],
             'tools':null,'toolConfig':null,'safetySettings':null,'generationConfig':null,
             'systemInstruction':null}
            """);

    assertThat(request.messages()).hasSize(1);
    assertThat(request.messages().get(0).role()).isEqualTo(Role.USER);
    assertThat(request.extras().members().isEmpty()).isTrue();
  }

  @Test
  void oneObjectCountsAsAListOfOneAndAnInstructionMayBeAText() {
    ChatRequest request =
        read("{'systemInstruction':'Be brief','contents':{'parts':{'text':'hi'}}}");

    assertThat(request.messages().get(0).role()).isEqualTo(Role.SYSTEM);
    assertThat(request.messages().get(0).parts()).containsExactly(text("Be brief"));
    assertThat(request.messages().get(1).parts()).containsExactly(text("hi"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'contents':'hi'}                                                  | contents
          {'contents':[1]}                                                   | contents[0]
          {'contents':[{'role':'robot','parts':[]}]}                         | contents[0].role
          {'contents':[{'parts':[{'text':'a'},{'text':5}]}]}                 | contents[0].parts[1].text
          {'contents':[{'parts':[{'functionCall':{'name':'f','args':'x'}}]}]}| contents[0].parts[0].functionCall.args
          {'contents':[{'parts':[{'functionResponse':[]}]}]}                 | contents[0].parts[0].functionResponse
          {'contents':[],'generationConfig':{'temperature':'hot'}}           | generationConfig.temperature
          {'contents':[],'generation_config':{'stop_sequences':[1]}}         | generationConfig.stopSequences[0]
          {'contents':[],'generationConfig':{'thinkingConfig':{'thinkingBudget':'a lot'}}} | generationConfig.thinkingConfig.thinkingBudget
          {'contents':[],'tools':[{'functionDeclarations':[{}]}]}            | tools[0].functionDeclarations[0].name
          {'contents':[],'toolConfig':{'functionCallingConfig':{'mode':1}}}  | toolConfig.functionCallingConfig.mode
          """)
  @DisplayName("C-41 a value of the wrong type is refused with its place")
  void aValueOfTheWrongTypeIsRefusedWithItsPlace(String body, String place) {
    Failed failed = catchThrowableOfType(Failed.class, () -> read(body));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.BAD_REQUEST);
    assertThat(failed.failure().detail().param()).isEqualTo(place);
    assertThat(failed.failure().message()).startsWith(place + " must be ");
  }

  @Test
  @DisplayName("C-17 calls without ids get stable ones, and results find them by name and order")
  void callsWithoutIdsAndTheirResultsFindEachOther() {
    ChatRequest request =
        read(
            """
            {'contents':[{'role':'user','parts':[{'text':'go'}]},
              {'role':'model','parts':[{'functionCall':{'name':'read','args':{'p':1}}},
                {'functionCall':{'name':'write'}},{'functionCall':{'name':'read','args':{'p':2}}}]},
              {'role':'function','parts':[{'functionResponse':{'name':'write','response':{'output':'w'}}},
                {'functionResponse':{'name':'read','response':{'output':'one'}}},
                {'functionResponse':{'name':'read','response':{'output':'two'}}}]},
              {'role':'model','parts':[{'functionCall':{'name':'read'}}]},
              {'role':'user','parts':[{'functionResponse':{'name':'read','response':{'output':'three'}}}]}]}
            """);

    assertThat(callIds(request, 1)).containsExactly("call_0_read", "call_1_write", "call_2_read");
    assertThat(resultIds(request, 2)).containsExactly("call_1_write", "call_0_read", "call_2_read");
    assertThat(callIds(request, 3)).containsExactly("call_3_read");
    assertThat(resultIds(request, 4)).containsExactly("call_3_read");
    assertThat(request.messages().get(1).parts().get(1))
        .isEqualTo(
            new ToolCall(
                "call_1_write", ToolName.function("write"), new Arguments.Whole(Obj.empty())));
  }

  @Test
  void idsThatAreGivenCountAndAResultWithoutOneGoesToTheFirstOpenCallOfItsName() {
    ChatRequest request =
        read(
            """
            {'contents':[{'role':'model','parts':[{'functionCall':{'id':'x','name':'f'}},
                {'functionCall':{'id':'y','name':'f'}}]},
              {'role':'user','parts':[{'functionResponse':{'id':'y','name':'f','response':{}}},
                {'functionResponse':{'name':'f','response':{}}},
                {'functionResponse':{'name':'g','response':{}}}]}]}
            """);

    assertThat(resultIds(request, 1)).containsExactly("y", "x", "call_2_g");
  }

  private static List<String> callIds(ChatRequest request, int message) {
    return request.messages().get(message).parts().stream()
        .map(part -> ((ToolCall) part).id())
        .toList();
  }

  private static List<String> resultIds(ChatRequest request, int message) {
    return request.messages().get(message).parts().stream()
        .map(part -> ((ToolResult) part).callId())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'output':'done'}                | done              | false
          {'result':'done'}                | done              | false
          {'return_value':'done'}          | done              | false
          {'content':'done','name':'f'}    | done              | false
          {'error':'no such file'}         | no such file      | true
          {'result':42}                    | 42                | false
          {'output':{'a':1}}               | {"a":1}           | false
          {'error':{'code':5}}             | {"code":5}        | true
          {'temp':20,'unit':'C'}           | {"temp":20,"unit":"C"} | false
          {'sum':3}                        | {"sum":3}         | false
          """)
  void everyFormOfAFunctionsResponseIsText(String response, String text, boolean isError) {
    ToolResult result =
        (ToolResult)
            parts("{'functionResponse':{'name':'f','response':" + response + "}}").getFirst();

    assertThat(result.content()).containsExactly(text(text));
    assertThat(result.isError()).isEqualTo(isError);
  }

  @Test
  @DisplayName("C-18 media beside a result, inside it, or right behind it belong to it")
  void mediaOfAResultBelongToIt() {
    String png = "{'inlineData':{'mimeType':'image/png','data':'iVBO'}}";
    String result = "{'functionResponse':{'name':'f','response':{'output':'o'}";
    Part image = new Part.Image(new Media.Inline("image/png", Json.of("iVBO")), null);

    assertThat(((ToolResult) parts(result + "}}," + png).getFirst()).content())
        .containsExactly(text("o"), image);
    assertThat(((ToolResult) parts(result + ",'parts':[" + png + "]}}").getFirst()).content())
        .containsExactly(text("o"), image);
    assertThat(parts(result + "}},{'text':'and this?'}," + png)).hasSize(3).endsWith(image);
    ChatRequest apart =
        read("{'contents':[{'parts':[" + result + "}}]},{'parts':[" + png + ",{'text':'see'}]}]}");
    assertThat(((ToolResult) apart.messages().get(0).parts().getFirst()).content())
        .containsExactly(text("o"), image);
    assertThat(apart.messages().get(1).parts()).containsExactly(text("see"));
  }

  @Test
  void mediaAreToldByTheirType() {
    List<Part> parts =
        parts(
            """
            {'inlineData':{'mimeType':'audio/wav','data':'AA'}},
            {'inlineData':{'mimeType':'application/pdf','data':'AA','displayName':'a.pdf'}},
            {'fileData':{'mimeType':'image/png','fileUri':'https://x.org/a.png'}},
            {'fileData':{'fileUri':'https://generativelanguage.googleapis.com/v1beta/files/1'}},
            {'fileData':{'mimeType':'video/mp4','fileUri':'gs://b/v'},'videoMetadata':{'fps':2}}
            """);

    assertThat(parts.get(0)).isInstanceOf(Part.Audio.class);
    assertThat(((Part.Document) parts.get(1)).name()).isEqualTo(Json.of("a.pdf"));
    assertThat(parts.get(2))
        .isEqualTo(
            new Part.Image(new Media.Remote("image/png", Json.of("https://x.org/a.png")), null));
    assertThat(((Part.Document) parts.get(3)).media()).isInstanceOf(Media.Uploaded.class);
    assertThat(parts.get(4)).isInstanceOf(Part.Unknown.class);
  }

  @Test
  void whatTheProviderRanItselfIsNoCallOfTheClient() {
    ChatRequest request =
        read(
            """
            {'contents':[{'role':'user','parts':[{'text':'weather?'}]},
             {'role':'model','parts':[{'functionCall':{'name':'mcp_weather','args':{'c':'Rome'}}},
               {'functionResponse':{'name':'mcp_weather','response':{'result':'20'}}},
               {'executableCode':{'language':'PYTHON','code':'1+1'}},
               {'codeExecutionResult':{'outcome':'OUTCOME_OK','output':'2'}},
               {'toolCall':{'id':'q','toolType':'GOOGLE_SEARCH_WEB','args':{'queries':['a']}}},
               {'text':'20 degrees'}]}]}
            """);

    List<Part> parts = request.messages().get(1).parts();
    assertThat(((Part.ServerToolCall) parts.get(0)).kind()).isEqualTo(ServerToolKind.MCP);
    assertThat(parts.get(1)).isInstanceOf(Part.ServerToolResult.class);
    Part.ServerToolCall code = (Part.ServerToolCall) parts.get(2);
    assertThat(code.kind()).isEqualTo(ServerToolKind.CODE_EXECUTION);
    assertThat(((Part.ServerToolResult) parts.get(3)).callId()).isEqualTo(code.id());
    assertThat(((Part.ServerToolCall) parts.get(4)).id()).isEqualTo("q");
  }

  @Test
  @DisplayName("C-60 what is not known here is kept")
  void whatIsNotKnownHereIsKept() {
    ChatRequest request =
        read(
            """
            {'contents':[{'role':'user','parts':[{'hologram':{'x':1}}],'mood':'good'}],
             'cachedContent':'cachedContents/1','labels':{'a':'b'},'newThing':1,
             'generationConfig':{'responseModalities':['IMAGE'],'speechConfig':{}},
             'toolConfig':{'retrievalConfig':{'languageCode':'de'},
               'functionCallingConfig':{'mode':'VALIDATED','streamFunctionCallArguments':true}},
             'tools':[{'googleSearch':{},'futureTool':{'a':1}},{'functionDeclarations':[
               {'name':'f','behavior':'NON_BLOCKING'}]}]}
            """);

    assertThat(request.extras().in(GeminiFormat.NAME))
        .isEqualTo(
            obj(
                """
                {'toolConfig.retrievalConfig':{'languageCode':'de'},
                 'toolConfig.functionCallingConfig':{'mode':'VALIDATED','streamFunctionCallArguments':true},
                 'generationConfig.responseModalities':['IMAGE'],'generationConfig.speechConfig':{},
                 'cachedContent':'cachedContents/1','labels':{'a':'b'},'newThing':1}
                """));
    assertThat(request.messages().get(0).parts().getFirst()).isInstanceOf(Part.Unknown.class);
    assertThat(request.messages().get(0).extras().members()).isEqualTo(obj("{'mood':'good'}"));
    assertThat(request.tools().tools()).hasSize(3);
    assertThat(((Tool.Function) request.tools().tools().get(2)).options().extras().members())
        .isEqualTo(obj("{'behavior':'NON_BLOCKING'}"));
    Obj again = CHAT.write(request).body();
    assertThat(again.obj("toolConfig"))
        .isEqualTo(
            obj(
                """
                {'retrievalConfig':{'languageCode':'de'},
                 'functionCallingConfig':{'mode':'VALIDATED','streamFunctionCallArguments':true}}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'mode':'AUTO'}                                        | Auto
          {'mode':'NONE'}                                        | None
          {'mode':'ANY'}                                         | Required
          {'mode':'ANY','allowedFunctionNames':['f']}            | Named
          {'mode':'ANY','allowedFunctionNames':['f','g']}        | Allowed
          {'mode':'VALIDATED','allowedFunctionNames':['f','g']}  | Allowed
          """)
  @DisplayName("C-66 every mode of calling functions")
  void everyModeOfCallingFunctions(String config, String choice) {
    ToolChoice read =
        read("{'contents':[],'toolConfig':{'functionCallingConfig':" + config + "}}")
            .tools()
            .choice();

    assertThat(read).isNotNull();
    assertThat(read.getClass().getSimpleName()).isEqualTo(choice);
  }

  @Test
  @DisplayName("C-71 thinking as it is said")
  void thinkingAsItIsSaid() {
    assertThat(thinking("{'thinkingBudget':0}"))
        .isEqualTo(new Thinking(Mode.OFF, null, 0L, "omitted"));
    assertThat(thinking("{'thinkingBudget':-1,'includeThoughts':true}"))
        .isEqualTo(new Thinking(Mode.ADAPTIVE, null, null, "auto"));
    assertThat(thinking("{'thinkingBudget':8192}"))
        .isEqualTo(new Thinking(Mode.ON, null, 8192L, "omitted"));
    assertThat(thinking("{'thinkingLevel':'low','includeThoughts':true}"))
        .isEqualTo(new Thinking(Mode.UNSAID, Effort.LOW, null, "auto"));
  }

  private static Thinking thinking(String config) {
    Thinking thinking =
        read("{'contents':[],'generationConfig':{'thinkingConfig':" + config + "}}")
            .settings()
            .reasoning();
    return thinking == null ? new Thinking(Mode.UNSAID, null, null, null) : thinking;
  }

  @Test
  @DisplayName("C-62 Google's schemas become JSON Schema")
  void googlesSchemasBecomeJsonSchema() {
    ChatRequest request =
        read(
            """
            {'contents':[],'tools':[{'functionDeclarations':[{'name':'f','description':'d','parameters':
              {'type':'OBJECT','properties':{
                'type':{'type':'STRING','nullable':true,'enum':['a']},
                'nullable':{'type':'INTEGER','format':'int32'},
                'list':{'type':'ARRAY','minItems':'2','items':{'type':'NUMBER'}},
                'either':{'any_of':[{'type':'STRING'},{'type':5}],'nullable':true}},
               'required':['type'],'property_ordering':['type','list']}}]}],
             'generationConfig':{'responseMimeType':'application/json',
               'responseJsonSchema':{'type':'object','properties':{'a':{'type':['string','null']}}}}}
            """);

    assertThat(((Tool.Function) request.tools().tools().getFirst()).parameters())
        .isEqualTo(
            obj(
                """
                {'type':'object','properties':{
                  'type':{'type':['string','null'],'enum':['a',null]},
                  'nullable':{'type':'integer','format':'int32'},
                  'list':{'type':'array','minItems':2,'items':{'type':'number'}},
                  'either':{'anyOf':[{'type':'string'},{'type':'array'},{'type':'null'}]}},
                 'required':['type'],'propertyOrdering':['type','list']}
                """));
    assertThat(request.settings().output())
        .isEqualTo(
            new OutputShape.JsonSchema(
                null,
                null,
                obj("{'type':'object','properties':{'a':{'type':['string','null']}}}"),
                null));
  }

  @Test
  @DisplayName("C-78 JSON without a schema")
  void jsonWithoutASchema() {
    assertThat(
            read("{'contents':[],'generationConfig':{'responseMimeType':'application/json'}}")
                .settings()
                .output())
        .isEqualTo(new OutputShape.AnyJson());
    assertThat(
            read("{'contents':[],'generationConfig':{'responseMimeType':'text/x.enum','responseSchema':{}}}")
                .extras()
                .members()
                .members())
        .hasSize(2);
  }
}
