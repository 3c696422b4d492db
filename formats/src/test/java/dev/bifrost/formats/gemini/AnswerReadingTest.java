package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.decoded;
import static dev.bifrost.formats.gemini.Recorded.frames;
import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Part.SearchHit;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.wire.Framing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerReadingTest {
  private static List<StreamEvent> stream(String... chunks) {
    return decoded(Stream.of(chunks).map(chunk -> chunk.replace('\'', '"')).toArray(String[]::new));
  }

  private static String parts(String parts, String more) {
    return "{'candidates':[{'content':{'role':'model','parts':["
        + parts
        + "]},'index':0"
        + more
        + "}],'responseId':'R1','modelVersion':'gemini-x'}";
  }

  private static Finished finished(List<StreamEvent> events) {
    return (Finished) events.getLast();
  }

  private static Failure failure(List<StreamEvent> events) {
    return ((Broken) events.getLast()).failure();
  }

  @Test
  void textsInARowAreOnePart() {
    List<StreamEvent> events =
        stream(parts("{'text':'a'}", ""), "{}", parts("{'text':'b'}", ",'finishReason':'STOP'"));

    assertThat(events.subList(1, 4))
        .containsExactly(
            new PartStarted(0, new Part.Text(Json.of("a"))),
            new TextDelta(0, Json.of("b")),
            new PartEnded(0));
    assertThat(events.getFirst())
        .isEqualTo(new StreamEvent.Started("R1", "gemini-x", null, Extras.NONE));
  }

  @Test
  @DisplayName("C-05 C-17 parallel calls, one a chunk or several, are parts with ids of their own")
  void parallelCallsAreParts() {
    List<StreamEvent> events =
        stream(
            parts("{'functionCall':{'name':'f','args':{'x':1}}},{'functionCall':{'name':'f'}}", ""),
            parts("{'functionCall':{'id':'own','name':'g','args':{}}}", ",'finishReason':'STOP'"));

    assertThat(ChatResponse.of(events).parts())
        .containsExactly(
            call("call_0_R1", "f", "{'x':1}"),
            call("call_1_R1", "f", "{}"),
            call("own", "g", "{}"));
    assertThat(finished(events).reason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  private static Part call(String id, String name, String args) {
    return new Part.ToolCall(id, ToolName.function(name), new Arguments.Whole(obj(args)));
  }

  @Test
  @DisplayName("C-06 arguments that are streamed value by value are whole at the end, once")
  void streamedArgumentsAreWholeAtTheEnd() {
    Recording nested =
        Recorded.streamed()
            .filter(one -> one.file().contains("stream-tool-call-arguments-nested.1"))
            .findFirst()
            .orElseThrow();
    List<StreamEvent> events = decoded(frames(nested));
    Part.ToolCall recipe =
        (Part.ToolCall)
            ChatResponse.of(events).parts().stream()
                .filter(part -> part instanceof Part.ToolCall)
                .findFirst()
                .orElseThrow();

    Obj said = recipe.arguments().asObject().obj("recipe");
    assertThat(said).isNotNull();
    List<Obj> ingredients = said.list("ingredients").objects();
    assertThat(ingredients.get(0).text("name")).isEqualTo("Lasagna noodles");
    assertThat(ingredients.get(1).text("amount")).isEqualTo("1 lb");

    List<StreamEvent> made =
        stream(
            parts("{'functionCall':{'name':'f','willContinue':true}}", ""),
            piece("'jsonPath':'$.a','stringValue':'x\\n','willContinue':true"),
            piece("'jsonPath':'$.a','stringValue':'y'"),
            piece("'jsonPath':'$.b[0].c','numberValue':1.50"),
            piece("'jsonPath':'$.b[1]','boolValue':true"),
            piece("'jsonPath':'$[\\u0027d e\\u0027]','nullValue':'NULL_VALUE'"),
            parts("{'functionCall':{}}", ",'finishReason':'STOP'"));
    assertThat(ChatResponse.of(made).parts())
        .containsExactly(call("call_0_R1", "f", "{'a':'x\\ny','b':[{'c':1.50},true],'d e':null}"));
  }

  private static String piece(String piece) {
    return parts("{'functionCall':{'partialArgs':[{" + piece + "}],'willContinue':true}}", "");
  }

  @Test
  @DisplayName("C-16 a call without arguments has an empty object")
  void aCallWithoutArgumentsHasAnEmptyObject() {
    List<StreamEvent> events =
        stream(parts("{'functionCall':{'name':'f'}}", ",'finishReason':'STOP'"));

    assertThat(ChatResponse.of(events).parts()).containsExactly(call("call_0_R1", "f", "{}"));
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, false, STOP",
    "STOP, true, TOOL_CALLS",
    "MAX_TOKENS, false, LENGTH",
    "MAX_TOKENS, true, LENGTH",
    "SAFETY, false, CONTENT_FILTER",
    "RECITATION, false, CONTENT_FILTER",
    "BLOCKLIST, false, CONTENT_FILTER",
    "PROHIBITED_CONTENT, false, CONTENT_FILTER",
    "SPII, false, CONTENT_FILTER",
    "MODEL_ARMOR, true, CONTENT_FILTER",
    "IMAGE_SAFETY, false, CONTENT_FILTER",
    "LANGUAGE, false, CONTENT_FILTER",
    "MALFORMED_FUNCTION_CALL, false, OTHER",
    "UNEXPECTED_TOOL_CALL, false, OTHER",
    "UNEXPECTED_TOOL_CALL, true, TOOL_CALLS",
    "OTHER, false, OTHER",
    "A_NEW_WORD, false, OTHER",
  })
  @DisplayName("C-48 C-49 why an answer ended")
  void whyAnAnswerEnded(String word, boolean calls, FinishReason reason) {
    String part = calls ? "{'functionCall':{'name':'f'}}" : "{'text':'a'}";
    List<StreamEvent> events = stream(parts(part, ",'finishReason':'" + word + "'"));

    assertThat(finished(events).reason()).isEqualTo(reason);
    List<StreamEvent> again = decoded(Recorded.encoded(events));
    assertThat(finished(again)).isEqualTo(finished(events));
    assertThat(Recorded.encoded(events).getLast().text())
        .contains("\"finishReason\":\"" + word + "\"");
  }

  @Test
  void numbersOfTheEnumerationAreWordsToo() {
    assertThat(finished(stream(parts("{'text':'a'}", ",'finishReason':2"))).reason())
        .isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void everyChunkMaySayAFinishReason() {
    List<StreamEvent> events =
        stream(
            parts("{'text':'a'}", ",'finishReason':'STOP'"),
            parts("{'text':'b'}", ",'finishReason':'STOP'"),
            parts("", ",'finishReason':'RECITATION'"));

    assertThat(finished(events).reason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(ChatResponse.of(events).parts()).containsExactly(new Part.Text(Json.of("ab")));
  }

  @Test
  void aPromptThatIsRefusedEndsTheAnswer() {
    List<StreamEvent> events = stream("{'promptFeedback':{'blockReason':'SAFETY'}}");

    assertThat(finished(events).reason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(Json.parse(Recorded.encoded(events).getLast().text()))
        .isEqualTo(
            obj(
                """
                {'modelVersion':'the-model','responseId':'0123456789','promptFeedback':{'blockReason':'SAFETY'}}
                """));
  }

  @Test
  @DisplayName("C-23 C-24 cached tokens are in the input, thoughts beside the output are added")
  void usageIsCounted() {
    List<StreamEvent> events =
        stream(
            "{'candidates':[{'content':{'parts':[{'text':'a'}]}}],'usageMetadata':{'trafficType':'ON_DEMAND'}}",
            """
            {'candidates':[{'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':100,
             'cachedContentTokenCount':60,'candidatesTokenCount':20,'thoughtsTokenCount':30,
             'toolUsePromptTokenCount':7,'totalTokenCount':157,'trafficType':'ON_DEMAND',
             'candidatesTokensDetails':[{'modality':'TEXT'}],
             'promptTokensDetails':[{'modality':'TEXT','tokenCount':100},{'modality':'IMAGE'}]}}
            """);

    assertThat(finished(events).usage()).isEqualTo(new Usage(107, 50, 60, 0, 0, 30));
    Obj written = obj(Recorded.encoded(events).getLast().text()).obj("usageMetadata");
    assertThat(written)
        .isEqualTo(
            obj(
                """
                {'promptTokenCount':100,'cachedContentTokenCount':60,'candidatesTokenCount':20,
                 'thoughtsTokenCount':30,'toolUsePromptTokenCount':7,'totalTokenCount':157,
                 'trafficType':'ON_DEMAND','promptTokensDetails':[{'modality':'TEXT','tokenCount':100}]}
                """));
    assertThat(finished(stream(parts("{'text':'a'}", ",'finishReason':'STOP'"))).usage()).isNull();
  }

  @Test
  @DisplayName("C-77 grounding becomes citations by character, and a web search with its hits")
  void groundingBecomesCitations() {
    List<StreamEvent> events =
        stream(
            parts("{'text':'Grüße. '}", ""),
            parts(
                "{'text':'Wahr.'}",
                """
                ,'finishReason':'STOP','groundingMetadata':{'webSearchQueries':['','wahr?'],
                 'groundingChunks':[{'web':{'uri':'https://a.org','title':'A'}}],
                 'groundingSupports':[{'segment':{'startIndex':9,'endIndex':14,'text':'Wahr.'},
                   'groundingChunkIndices':[0,5]}]}
                """));

    List<Part> parts = ChatResponse.of(events).parts();
    Obj chunk = obj("{'web':{'uri':'https://a.org','title':'A'}}");
    assertThat(parts.getFirst())
        .isEqualTo(
            new Part.Text(
                Json.of("Grüße. Wahr."),
                List.of(
                    new Citation(
                        Json.of("https://a.org"),
                        Json.of("A"),
                        null,
                        7,
                        12,
                        new Part.Raw(GeminiFormat.NAME, chunk)))));
    Part.ServerToolCall search = (Part.ServerToolCall) parts.get(1);
    assertThat(search.input().str("query")).isEqualTo(Json.of("wahr?"));
    assertThat(((Part.ServerToolResult) parts.get(2)).hits())
        .containsExactly(new SearchHit(Json.of("https://a.org"), Json.of("A")));
    assertThat(((Part.ServerToolResult) parts.get(2)).callId()).isEqualTo(search.id());
  }

  @Test
  void picturesAndSoundsComeWhole() {
    List<Part> parts =
        ChatResponse.of(
                stream(
                    parts(
                        "{'inlineData':{'mimeType':'image/png','data':'iVBO'}},{'inlineData':{'mimeType':'audio/L16','data':'AA=='}}",
                        ",'finishReason':'STOP'")))
            .parts();

    assertThat(parts.get(0)).isInstanceOf(Part.Image.class);
    assertThat(parts.get(1)).isInstanceOf(Part.Audio.class);
  }

  @Test
  void ofSeveralCandidatesTheFirstCounts() {
    List<StreamEvent> events =
        stream(
            """
            {'candidates':[{'index':1,'content':{'parts':[{'text':'no'}]},'finishReason':'STOP'},
              {'index':0,'content':{'parts':[{'text':'yes'}]},'finishReason':'MAX_TOKENS'}]}
            """);

    assertThat(ChatResponse.of(events).parts()).containsExactly(new Part.Text(Json.of("yes")));
    assertThat(finished(events).reason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  @DisplayName("C-39 an error inside the stream keeps its message, type and delay")
  void anErrorInsideTheStreamIsTold() {
    Failure failure =
        failure(
            stream(
                parts("{'text':'a'}", ""),
                """
                {'error':{'code':429,'message':'slow down','status':'RESOURCE_EXHAUSTED',
                 'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'2.5s'}]}}
                """));

    assertThat(failure.kind()).isEqualTo(Failure.Kind.RATE_LIMITED);
    assertThat(failure.message()).isEqualTo("slow down");
    assertThat(failure.detail().type()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofMillis(2500));
    assertThat(failure(stream("{'error':{'status':'UNAVAILABLE'}}")).kind())
        .isEqualTo(Failure.Kind.OVERLOADED);
  }

  @Test
  @DisplayName("C-03 C-47 a cut, an empty and an unreadable stream are failures")
  void aCutOrUnreadableStreamIsAFailure() {
    assertThat(failure(stream()).kind()).isEqualTo(Failure.Kind.CONNECTION_BROKEN);
    assertThat(failure(stream(parts("{'text':'a'}", ""))).kind())
        .isEqualTo(Failure.Kind.CONNECTION_BROKEN);
    assertThat(failure(stream("{'candidates':")).kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT);
    assertThat(failure(stream("[1]")).kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT);
    List<StreamEvent> after = stream("oops", parts("{'text':'a'}", ",'finishReason':'STOP'"));
    assertThat(after).hasSize(1);
  }

  @Test
  @DisplayName("C-85 a JSON array is as good as an event stream")
  void aJsonArrayIsAsGoodAsAnEventStream() {
    String one = parts("{'text':'a'}", "").replace('\'', '"');
    String two = parts("{'text':'b'}", ",'finishReason':'STOP'").replace('\'', '"');
    byte[] array = ("[" + one + "\n,\r\n" + two + "]\n").getBytes(StandardCharsets.UTF_8);
    byte[] events =
        ("data: " + one + "\r\n\r\ndata: " + two + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);

    assertThat(decoded(frames(Framing.JSON_ARRAY, array)))
        .isEqualTo(decoded(frames(Framing.EVENT_STREAM, events)));
  }

  @Test
  void aWholeAnswerThatIsNoneIsRefused() {
    Failed failed = catchThrowableOfType(Failed.class, () -> CHAT.readAnswer(obj("{'a':1}")));

    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT);
    assertThat(failure(CHAT.readAnswer(obj("{'candidates':[{'content':{},'index':0}]}"))).kind())
        .isEqualTo(Failure.Kind.PROVIDER_FAULT);
    assertThat(CHAT.readAnswer(obj("{'candidates':[{'content':{'parts':[{'text':'a'}]}}]}")))
        .hasSize(4);
  }
}
