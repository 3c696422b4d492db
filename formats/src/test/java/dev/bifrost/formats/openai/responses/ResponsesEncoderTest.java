package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.CitationDelta;
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
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.validate.ResponsesStreamValidator;
import dev.bifrost.wire.AnswerHead;
import dev.bifrost.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What clients of the Responses API are sent.
class ResponsesEncoderTest {
  private static final Usage USAGE = new Usage(100, 20, 60, 5, 0, 8);

  private static Started started() {
    return new Started("msg_01", "claude", null, Extras.NONE);
  }

  private static Finished finished(FinishReason reason) {
    return new Finished(reason, null, USAGE, Extras.NONE);
  }

  private static List<Frame> answer(FinishReason reason, StreamEvent... events) {
    List<StreamEvent> all = new ArrayList<>();
    all.add(started());
    all.addAll(List.of(events));
    all.add(finished(reason));
    List<Frame> frames = Streams.encode(all);
    ResponsesStreamValidator.check(frames);
    return frames;
  }

  private static List<Obj> output(List<Frame> frames) {
    return Streams.response(frames).list("output").objects();
  }

  private static Str str(String text) {
    return Str.of(text);
  }

  @Test
  @DisplayName("C-07 a text goes through its whole life cycle")
  void aTextGoesThroughItsWholeLifeCycle() {
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Text(Str.EMPTY)),
            new TextDelta(0, str("Hel")),
            new TextDelta(0, str("lo")),
            new PartEnded(0));
    assertThat(frames.stream().map(Frame::name))
        .containsExactly(
            "response.created",
            "response.in_progress",
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    Obj response = Streams.response(frames);
    assertThat(response.obj("usage"))
        .isEqualTo(
            Json.parse(
                """
                {"input_tokens":100,
                 "input_tokens_details":{"cached_tokens":60,"cache_write_tokens":5},
                 "output_tokens":20,"output_tokens_details":{"reasoning_tokens":8},
                 "total_tokens":120}
                """));
    assertThat(response.text("id")).isEqualTo("resp_0a1b2c3d");
    assertThat(response.text("model")).isEqualTo("claude");
  }

  @Test
  void textsThatFollowOneAnotherAreOneMessage() {
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Text(str("a"))),
            new PartEnded(0),
            new PartStarted(1, new Part.Text(str("b"))),
            new PartEnded(1),
            new PartStarted(2, Streams.call("call_1", "f", "{}")),
            new PartEnded(2),
            new PartStarted(3, new Part.Text(str("c"))),
            new PartEnded(3));
    assertThat(output(frames).stream().map(item -> item.text("type")))
        .containsExactly("message", "function_call", "message");
    assertThat(output(frames).get(0).list("content").size()).isEqualTo(2);
  }

  @Test
  @DisplayName("C-05 calls that come interleaved keep their own arguments")
  void callsThatComeInterleavedKeepTheirOwnArguments() {
    List<Frame> frames =
        answer(
            FinishReason.TOOL_CALLS,
            new PartStarted(0, Streams.call("call_a", "f", "")),
            new PartStarted(1, Streams.call("call_b", "g", "")),
            new ArgumentsDelta(0, str("{\"x\"")),
            new ArgumentsDelta(1, str("{\"y\"")),
            new ArgumentsDelta(0, str(":1}")),
            new PartEnded(0),
            new ArgumentsDelta(1, str(":2}")),
            new PartEnded(1));
    assertThat(output(frames).stream().map(item -> item.text("arguments")))
        .containsExactly("{\"x\":1}", "{\"y\":2}");
  }

  @Test
  @DisplayName("C-16 a call without arguments has an empty object")
  void aCallWithoutArgumentsHasAnEmptyObject() {
    List<Frame> frames =
        answer(
            FinishReason.TOOL_CALLS,
            new PartStarted(0, Streams.call("call_a", "f", "")),
            new PartEnded(0));
    assertThat(output(frames).get(0).text("arguments")).isEqualTo("{}");
    assertThat(Streams.of(frames, "response.function_call_arguments.delta")).hasSize(1);
  }

  @Test
  @DisplayName("C-19 a freeform call is streamed by its own events, with its namespace")
  void aFreeformCallIsStreamedByItsOwnEvents() {
    ToolName exec = new ToolName("exec", "functions", ToolName.Kind.FREEFORM);
    List<Frame> frames =
        answer(
            FinishReason.TOOL_CALLS,
            new PartStarted(0, new Part.ToolCall("call_1", exec, Arguments.none())),
            new ArgumentsDelta(0, str("text(\"")),
            new ArgumentsDelta(0, str("hi\")")),
            new PartEnded(0));
    assertThat(Streams.of(frames, "response.custom_tool_call_input.delta")).hasSize(2);
    assertThat(output(frames))
        .containsExactly(
            (Obj)
                Json.parse(
                    """
                    {"id":"ctc_0a1b2c3d_0","type":"custom_tool_call","status":"completed",
                     "call_id":"call_1","name":"exec","namespace":"functions",
                     "input":"text(\\"hi\\")"}
                    """));
  }

  @Test
  @DisplayName("C-49 a call that is cut by length is incomplete")
  void aCallThatIsCutByLengthIsIncomplete() {
    List<Frame> frames =
        answer(
            FinishReason.LENGTH,
            new PartStarted(0, Streams.call("call_a", "f", "")),
            new ArgumentsDelta(0, str("{\"x\":4")),
            new PartEnded(0));
    assertThat(frames.getLast().name()).isEqualTo("response.incomplete");
    assertThat(output(frames).get(0).text("status")).isEqualTo("incomplete");
    Obj details = Streams.obj(Streams.response(frames), "incomplete_details");
    assertThat(details.text("reason")).isEqualTo("max_output_tokens");
  }

  @Test
  @DisplayName("C-48 every reason has its words")
  void everyReasonHasItsWords() {
    for (FinishReason reason : FinishReason.values()) {
      Obj response = Streams.response(answer(reason));
      String word = AnswerReader.incompleteReason(response);
      assertThat(word)
          .isEqualTo(
              switch (reason) {
                case LENGTH -> "max_output_tokens";
                case CONTENT_FILTER, REFUSAL -> "content_filter";
                case PAUSE -> "pause_turn";
                case STOP, STOP_SEQUENCE, TOOL_CALLS, OTHER -> "";
              });
      assertThat(response.text("status")).isEqualTo(word.isEmpty() ? "completed" : "incomplete");
    }
  }

  @Test
  void aRefusalInWordsCompletesTheAnswer() {
    List<Frame> frames =
        answer(
            FinishReason.REFUSAL,
            new PartStarted(0, new Part.Refusal(Str.EMPTY)),
            new TextDelta(0, str("I can't")),
            new PartEnded(0));
    assertThat(frames.getLast().name()).isEqualTo("response.completed");
    assertThat(Streams.of(frames, "response.refusal.delta")).hasSize(1);
    assertThat(Streams.decode(frames).getLast())
        .isInstanceOfSatisfying(
            Finished.class, end -> assertThat(end.reason()).isEqualTo(FinishReason.REFUSAL));
  }

  @Test
  @DisplayName("C-01 C-02 another vendor's seal travels in an envelope and comes back")
  void anotherVendorsSealTravelsInAnEnvelope() {
    Signature seal = Signature.of("anthropic.messages", str("EqQBCg=="));
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Reasoning(Str.EMPTY, null)),
            new ReasoningDelta(0, str("Let me see.")),
            new SignatureDelta(0, seal),
            new PartEnded(0));
    Obj item = output(frames).get(0);
    assertThat(item.text("encrypted_content")).startsWith(Signature.ENVELOPE_PREFIX);
    assertThat(item.list("summary").objects().get(0).text("text")).isEqualTo("Let me see.");
    assertThat(ItemReader.reasoning(item, true).signature()).isEqualTo(seal);
  }

  @Test
  @DisplayName("C-09 C-11 an unsealed thought is marked so and comes back as text")
  void anUnsealedThoughtIsMarkedAndComesBack() {
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Reasoning(str("Hmm."), null)),
            new PartEnded(0));
    Obj item = output(frames).get(0);
    assertThat(item.text("encrypted_content")).startsWith(Signature.ENVELOPE_PREFIX);
    assertThat(ItemReader.reasoning(item, true)).isEqualTo(new Part.Reasoning(str("Hmm."), null));
  }

  @Test
  void anOwnSealUnderAnotherIdKeepsItsIdInAnEnvelope() {
    Signature seal = new Signature(ResponsesFormat.NAME, str("gAAA"), str("rs_theirs"), false);
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Reasoning(Str.EMPTY, null)),
            new SignatureDelta(0, seal),
            new PartEnded(0));
    Obj item = output(frames).get(0);
    assertThat(item.text("id")).isEqualTo("rs_0a1b2c3d_0");
    assertThat(ItemReader.reasoning(item, true).signature()).isEqualTo(seal);
    Obj restored = Seals.unwrapped(item, seal);
    assertThat(restored.text("id")).isEqualTo("rs_theirs");
    assertThat(restored.text("encrypted_content")).isEqualTo("gAAA");
  }

  @Test
  @DisplayName("C-77 citations become annotations, those of a whole text span it")
  void citationsBecomeAnnotations() {
    Part.Raw raw = new Part.Raw("anthropic.messages", Obj.empty());
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(0, new Part.Text(Str.EMPTY)),
            new CitationDelta(0, new Citation(str("https://a"), str("A"), null, -1, -1, raw)),
            new TextDelta(0, str("h\u00e9llo")),
            new CitationDelta(0, new Citation(str("https://b"), null, null, 1, 3, raw)),
            new CitationDelta(0, new Citation(null, str("doc"), null, -1, -1, raw)),
            new PartEnded(0));
    assertThat(output(frames).get(0).list("content").objects().get(0).list("annotations"))
        .isEqualTo(
            Json.parse(
                """
                [{"type":"url_citation","start_index":1,"end_index":3,"url":"https://b","title":""},
                 {"type":"url_citation","start_index":0,"end_index":5,"url":"https://a","title":"A"}]
                """));
  }

  @Test
  @DisplayName("C-67 another vendor's search becomes a web search with its sources")
  void anotherVendorsSearchBecomesAWebSearch() {
    Part.Raw raw = new Part.Raw("anthropic.messages", Obj.empty());
    Obj query = Json.obj().put("query", "bifrost").build();
    List<Frame> frames =
        answer(
            FinishReason.STOP,
            new PartStarted(
                0, new Part.ServerToolCall("srvtoolu_1", ServerToolKind.WEB_SEARCH, query, raw)),
            new PartEnded(0),
            new PartStarted(
                1,
                new Part.ServerToolResult(
                    "srvtoolu_1",
                    ServerToolKind.WEB_SEARCH,
                    List.of(new Part.SearchHit(str("https://a"), null)),
                    raw)),
            new PartEnded(1),
            new PartStarted(2, new Part.Text(str("found"))),
            new PartEnded(2));
    assertThat(frames.stream().map(Frame::name))
        .contains(
            "response.web_search_call.in_progress",
            "response.web_search_call.searching",
            "response.web_search_call.completed");
    assertThat(output(frames).get(0).obj("action"))
        .isEqualTo(
            Json.parse(
                """
                {"type":"search","query":"bifrost","sources":[{"type":"url","url":"https://a"}]}
                """));
  }

  @Test
  @DisplayName("C-04 a broken answer ends in error and response.failed, never in a reason")
  void aBrokenAnswerEndsInAFailure() {
    Failure failure =
        new Failure(
            Failure.Kind.RATE_LIMITED,
            "Slow down.",
            new Failure.Detail(429, null, null, null, Duration.ofSeconds(2)));
    List<StreamEvent> events =
        List.of(
            started(),
            new PartStarted(0, new Part.Text(str("done"))),
            new PartEnded(0),
            new PartStarted(1, Streams.call("call_1", "f", "")),
            new ArgumentsDelta(1, str("{\"x")),
            new Broken(failure, USAGE));
    List<Frame> frames = Streams.encode(events);
    ResponsesStreamValidator.check(frames);
    assertThat(frames.get(frames.size() - 2).name()).isEqualTo("error");
    Obj response = Streams.response(frames);
    assertThat(response.obj("error"))
        .isEqualTo(Json.parse("{\"code\":\"rate_limit_exceeded\",\"message\":\"Slow down.\"}"));
    assertThat(response.list("output").size()).isEqualTo(1);
    assertThat(Streams.obj(response, "usage").number("total_tokens", 0)).isEqualTo(120);
    assertThat(frames.stream().noneMatch(frame -> frame.says("[DONE]"))).isTrue();
  }

  @Test
  void anAnswerThatBreaksBeforeItBeginsIsCreatedFirst() {
    Broken broken = new Broken(Failure.of(Failure.Kind.OVERLOADED, "busy"), null);
    List<Frame> frames = Streams.encode(List.of(broken));
    ResponsesStreamValidator.check(frames);
    Obj error = Streams.obj(Streams.response(frames), "error");
    assertThat(error.text("code")).isEqualTo("server_is_overloaded");
  }

  @Test
  void theRequestsMembersAreRepeated() {
    Obj request =
        (Obj)
            Json.parse(
                """
                {"model":"m","input":[],"instructions":"be brief","temperature":0.3,"tools":
                 [{"type":"function","name":"f","parameters":{}}],"tool_choice":"required",
                 "text":{"verbosity":"low"},"store":false,"metadata":null}
                """);
    AnswerHead head = new AnswerHead("x1", "m", 7, request);
    List<Frame> frames = Streams.encode(head, List.of(started(), finished(FinishReason.STOP)));
    ResponsesStreamValidator.check(frames);
    Obj response = Streams.response(frames);
    assertThat(response.text("instructions")).isEqualTo("be brief");
    assertThat(response.get("temperature")).isEqualTo(request.get("temperature"));
    assertThat(response.get("tools")).isEqualTo(request.get("tools"));
    assertThat(response.isFalse("store")).isTrue();
    assertThat(response.get("metadata")).isEqualTo(Obj.empty());
    assertThat(response.obj("text"))
        .isEqualTo(Json.parse("{\"verbosity\":\"low\",\"format\":{\"type\":\"text\"}}"));
    assertThat(response.number("created_at", 0)).isEqualTo(7);
  }

  @Test
  void anAnswerWithoutUsageStillCounts() {
    List<Frame> frames =
        Streams.encode(
            List.of(started(), new Finished(FinishReason.STOP, null, null, Extras.NONE)));
    ResponsesStreamValidator.check(frames);
  }
}
