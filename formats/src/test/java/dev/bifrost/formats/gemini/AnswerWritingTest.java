package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.HEAD;
import static dev.bifrost.formats.gemini.Recorded.decoded;
import static dev.bifrost.formats.gemini.Recorded.encoded;
import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Part.SearchHit;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.ReasoningDelta;
import dev.bifrost.chat.StreamEvent.SignatureDelta;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Bytes;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.FrameWriter;
import dev.bifrost.wire.Framing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnswerWritingTest {
  private static final Started STARTED = new Started("msg_1", "claude", null, Extras.NONE);
  private static final String ANTHROPIC = "anthropic.messages";

  private static Finished finished(FinishReason reason, @Nullable Usage usage) {
    return new Finished(reason, null, usage, Extras.NONE);
  }

  private static PartStarted text(int index, String text) {
    return new PartStarted(index, new Part.Text(Json.of(text)));
  }

  private static PartStarted call(int index, String id) {
    return new PartStarted(index, new Part.ToolCall(id, ToolName.function("f"), Arguments.none()));
  }

  private static List<Json> written(StreamEvent... events) {
    return encoded(List.of(events)).stream().map(Frame::json).toList();
  }

  private static Json chunk(String parts) {
    return obj(
        "{'candidates':[{'content':{'parts':["
            + parts
            + "],'role':'model'},'index':0}],'modelVersion':'claude','responseId':'msg_1'}");
  }

  private static Obj last(List<Json> chunks) {
    return chunks.getLast() instanceof Obj chunk ? chunk : Obj.empty();
  }

  private static Obj candidate(Obj chunk) {
    return chunk.list("candidates").objects().getFirst();
  }

  @Test
  @DisplayName("C-50 every delta is a chunk at once, the last has reason and usage")
  void everyDeltaIsAChunk() {
    List<Json> chunks =
        written(
            STARTED,
            text(0, ""),
            new TextDelta(0, Json.of("He")),
            new TextDelta(0, Json.of("llo")),
            new PartEnded(0),
            finished(FinishReason.LENGTH, new Usage(10, 7, 4, 3, 0, 5)));

    assertThat(chunks.subList(0, 2))
        .containsExactly(chunk("{'text':'He'}"), chunk("{'text':'llo'}"));
    assertThat(last(chunks))
        .isEqualTo(
            obj(
                """
                {'candidates':[{'content':{'parts':[{'text':''}],'role':'model'},'finishReason':'MAX_TOKENS','index':0}],
                 'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':2,'totalTokenCount':17,
                   'thoughtsTokenCount':5,'cachedContentTokenCount':4},
                 'modelVersion':'claude','responseId':'msg_1'}
                """));
    assertThat(chunks).hasSize(3);
  }

  @Test
  @DisplayName("C-06 a call is written whole, once, with its id; the last one in the last chunk")
  void aCallIsWrittenWhole() {
    List<Json> chunks =
        written(
            STARTED,
            call(0, "toolu_1"),
            new ArgumentsDelta(0, Json.of("{\"p\":\"")),
            new ArgumentsDelta(0, Json.of("\\n\"}")),
            new PartEnded(0),
            call(1, "toolu_2"),
            new PartEnded(1),
            finished(FinishReason.TOOL_CALLS, null));

    assertThat(chunks.getFirst())
        .isEqualTo(chunk("{'functionCall':{'id':'toolu_1','name':'f','args':{'p':'\\n'}}}"));
    assertThat(candidate(last(chunks)))
        .isEqualTo(
            obj(
                """
                {'content':{'parts':[{'functionCall':{'id':'toolu_2','name':'f','args':{}}}],'role':'model'},
                 'finishReason':'STOP','index':0}
                """));
    assertThat(chunks).hasSize(2);
  }

  @Test
  @DisplayName("C-05 parts that overlap come one after another, each whole")
  void partsThatOverlapComeOneAfterAnother() {
    List<StreamEvent> events =
        List.of(
            STARTED,
            text(0, "a"),
            call(1, "x"),
            new ArgumentsDelta(1, Json.of("{\"n\":")),
            call(2, "y"),
            new ArgumentsDelta(2, Json.of("{}")),
            new TextDelta(0, Json.of("b")),
            new ArgumentsDelta(1, Json.of("1}")),
            new PartEnded(2),
            new PartEnded(0),
            new PartEnded(1),
            finished(FinishReason.TOOL_CALLS, null));

    ChatResponse read = ChatResponse.of(decoded(encoded(events)));

    assertThat(read.parts()).isEqualTo(ChatResponse.of(events).parts());
  }

  @Test
  @DisplayName("C-13 a thought that overlaps a text keeps its place and its seal")
  void aThoughtThatOverlapsKeepsItsSeal() {
    Signature seal = Signature.of(ANTHROPIC, Json.of("c2ln"));
    List<StreamEvent> events =
        List.of(
            STARTED,
            text(0, "a"),
            new PartStarted(1, new Part.Reasoning(Json.of("h"), null)),
            new ReasoningDelta(1, Json.of("m")),
            call(2, "x"),
            new PartEnded(2),
            new SignatureDelta(1, seal),
            new PartEnded(1),
            new PartEnded(0),
            finished(FinishReason.TOOL_CALLS, null));

    assertThat(ChatResponse.of(decoded(encoded(events))).parts())
        .isEqualTo(ChatResponse.of(events).parts());
  }

  @Test
  @DisplayName("C-04 a broken stream ends in an error chunk and never says a finish reason")
  void aBrokenStreamEndsInAnErrorChunk() {
    Failure failure = Failure.of(Failure.Kind.CONNECTION_BROKEN, "the connection broke");
    List<Json> chunks =
        written(STARTED, text(0, "a"), call(1, "x"), new Broken(failure, Usage.of(1, 2)));

    assertThat(last(chunks))
        .isEqualTo(
            obj("{'error':{'code':502,'message':'the connection broke','status':'UNAVAILABLE'}}"));
    assertThat(chunks.toString()).doesNotContain("finishReason").doesNotContain("functionCall");
    assertThat(written(new Broken(failure, null))).hasSize(1);
  }

  @Test
  void anAnswerWithoutPartsStillEnds() {
    List<Json> chunks = written(STARTED, finished(FinishReason.REFUSAL, null));

    assertThat(chunks)
        .containsExactly(
            obj(
                "{'candidates':[{'finishReason':'SAFETY','index':0}],'modelVersion':'claude','responseId':'msg_1'}"));
  }

  @Test
  void whatTheProviderDidNotSayComesFromTheGateway() {
    Obj answer =
        CHAT.writeAnswer(
            HEAD,
            new ChatResponse(
                new Started("", "", null, Extras.NONE),
                List.of(new Part.Refusal(Json.of("No."))),
                finished(FinishReason.STOP, null)));

    assertThat(answer)
        .isEqualTo(
            obj(
                """
                {'candidates':[{'content':{'parts':[{'text':'No.'}],'role':'model'},'finishReason':'STOP','index':0}],
                 'modelVersion':'the-model','responseId':'0123456789'}
                """));
  }

  @Test
  @DisplayName("C-77 another model's citations and searches become grounding, by byte")
  void citationsBecomeGrounding() {
    Part.Raw raw = new Part.Raw(ANTHROPIC, Obj.empty());
    Citation cited = new Citation(Json.of("https://a.org"), Json.of("A"), null, 2, 6, raw);
    Citation whole = new Citation(Json.of("https://b.org"), null, null, -1, -1, raw);
    ChatResponse answer =
        new ChatResponse(
            STARTED,
            List.of(
                new Part.ServerToolCall("s", ServerToolKind.WEB_SEARCH, obj("{'query':'q'}"), raw),
                new Part.ServerToolResult(
                    "s",
                    ServerToolKind.WEB_SEARCH,
                    List.of(new SearchHit(Json.of("https://b.org"), Json.of("B"))),
                    raw),
                new Part.Text(Json.of("ä "), List.of()),
                new Part.Text(Json.of("ö wahr ö"), List.of(cited, whole))),
            finished(FinishReason.STOP, null));
    Obj expected =
        obj(
            """
            {'webSearchQueries':['q'],
             'groundingChunks':[{'web':{'uri':'https://b.org','title':'B'}},{'web':{'uri':'https://a.org','title':'A'}}],
             'groundingSupports':[
               {'segment':{'startIndex':6,'endIndex':10,'text':'wahr'},'groundingChunkIndices':[1]},
               {'segment':{'startIndex':3,'endIndex':13,'text':'ö wahr ö'},'groundingChunkIndices':[0]}]}
            """);

    assertThat(candidate(CHAT.writeAnswer(HEAD, answer)).get("groundingMetadata"))
        .isEqualTo(expected);
    List<Json> chunks = encoded(answer.events()).stream().map(Frame::json).toList();
    assertThat(candidate(last(chunks)).get("groundingMetadata")).isEqualTo(expected);
  }

  @Test
  void anEventStreamHasOneSpaceBehindItsFieldAndAnArrayItsBrackets() {
    List<Frame> frames = encoded(List.of(STARTED, finished(FinishReason.STOP, null)));
    for (Framing framing : Framing.values()) {
      Bytes out = new Bytes(64);
      FrameWriter writer = framing.writer();
      frames.forEach(frame -> writer.write(frame, out));
      writer.end(out);
      boolean events = framing == Framing.EVENT_STREAM;
      assertThat(out.toString()).startsWith(events ? "data: {" : "[{");
      assertThat(out.toString()).endsWith(events ? "}\n\n" : "}]");
      assertThat(decoded(Recorded.frames(framing, out.toArray()))).hasSize(2);
    }
    assertThat(new GeminiFormat().framing()).isEqualTo(Framing.EVENT_STREAM);
  }
}
