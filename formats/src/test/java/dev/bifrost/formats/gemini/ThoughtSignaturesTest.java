package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static dev.bifrost.formats.gemini.Recorded.HEAD;
import static dev.bifrost.formats.gemini.Recorded.decoded;
import static dev.bifrost.formats.gemini.Recorded.encoded;
import static dev.bifrost.formats.gemini.Recorded.obj;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Frame;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.RequestEdit;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThoughtSignaturesTest {
  private static final PathFacts PATH = new PathFacts("gemini-3-pro-preview", false);
  private static final Signature OWN = Signature.of(GeminiFormat.NAME, Json.of("b3du"));
  private static final Signature CLAUDE =
      Signature.of("anthropic.messages", Json.of("EqQBCkYIARgC+/="));
  private static final Message HI = Message.of(Role.USER, List.of(text("hi")));

  private static Part text(String text) {
    return new Part.Text(Json.of(text));
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, ToolName.function("f"), new Arguments.Whole(Obj.empty()));
  }

  private static Part seal(Signature signature) {
    return new Part.Reasoning(Str.EMPTY, signature);
  }

  private static Part thought(String text, @Nullable Signature signature) {
    return new Part.Reasoning(Json.of(text), signature);
  }

  private static Json written(String model, Part... parts) {
    ChatRequest request =
        new ChatRequest(
            model,
            List.of(HI, Message.of(Role.ASSISTANT, List.of(parts))),
            Toolbox.EMPTY,
            Settings.NONE,
            false,
            Extras.NONE);
    Json content = CHAT.write(request).body().list("contents").objects().get(1).get("parts");
    return content == null ? Obj.empty() : content;
  }

  private static Json json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  @Test
  @DisplayName("C-10 own seals stand on exactly the parts they sealed")
  void ownSealsStandOnExactlyThePartsTheySealed() {
    Signature other = Signature.of(GeminiFormat.NAME, Json.of("b3RoZXI="));

    assertThat(
            written(
                "gemini-3-pro-preview",
                thought("hm", null),
                text("I call."),
                seal(OWN),
                call("a"),
                call("b"),
                seal(other)))
        .isEqualTo(
            json(
                """
                [{'text':'hm','thought':true},{'text':'I call.'},
                 {'functionCall':{'id':'a','name':'f','args':{}},'thoughtSignature':'b3du'},
                 {'functionCall':{'id':'b','name':'f','args':{}}},
                 {'text':'','thoughtSignature':'b3RoZXI='}]
                """));
    assertThat(written("gemini-3-pro-preview", thought("hm", OWN), text("done")))
        .isEqualTo(
            json("[{'text':'hm','thought':true},{'text':'done','thoughtSignature':'b3du'}]"));
  }

  @Test
  @DisplayName(
      "C-02 C-10 calls that another vendor made get the placeholder, the first of a step only")
  void foreignCallsGetThePlaceholder() {
    assertThat(written("gemini-3-pro-preview", thought("hm", CLAUDE), call("a"), call("b")))
        .isEqualTo(
            json(
                """
                [{'functionCall':{'id':'a','name':'f','args':{}},'thoughtSignature':'skip_thought_signature_validator'},
                 {'functionCall':{'id':'b','name':'f','args':{}}}]
                """));
    assertThat(written("gemini-2.5-pro", thought("hm", CLAUDE), call("a")))
        .isEqualTo(json("[{'functionCall':{'id':'a','name':'f','args':{}}}]"));
  }

  @Test
  @DisplayName("C-10 every step of a foreign history has its placeholder, own steps their seal")
  void everyStepHasItsPlaceholder() {
    List<Message> turns =
        List.of(
            HI,
            Message.of(Role.ASSISTANT, List.of(thought("hm", CLAUDE), call("a"), call("b"))),
            Message.of(Role.USER, List.of(result("b"), result("a"))),
            Message.of(Role.ASSISTANT, List.of(seal(OWN), call("c"), call("d"))),
            Message.of(Role.USER, List.of(result("c"), result("d"))),
            Message.of(Role.ASSISTANT, List.of(text("so"), call("e"))),
            Message.of(Role.USER, List.of(result("e"))));
    ChatRequest request =
        new ChatRequest("gemini-3.8-flash", turns, Toolbox.EMPTY, Settings.NONE, true, Extras.NONE);

    List<String> signatures =
        CHAT.write(request).body().list("contents").objects().stream()
            .flatMap(content -> content.list("parts").objects().stream())
            .filter(part -> part.has("functionCall"))
            .map(part -> part.text("thoughtSignature", "-"))
            .toList();

    String placeholder = Seals.PLACEHOLDER.value();
    assertThat(signatures).containsExactly(placeholder, "-", "b3du", "-", placeholder);
  }

  private static Part result(String callId) {
    return new Part.ToolResult(callId, List.of(text("ok")), false, null);
  }

  @Test
  @DisplayName("C-09 no seal is invented, and a placeholder is none on its return")
  void aPlaceholderIsNoSealOnItsReturn() {
    for (String placeholder :
        List.of(
            "skip_thought_signature_validator",
            "context_engineering_is_the_way_to_go",
            "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=")) {
      ChatRequest read =
          CHAT.read(
              obj(
                  "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'},'thoughtSignature':'"
                      + placeholder
                      + "'}]}]}"),
              PATH);
      assertThat(read.messages().get(0).parts()).hasSize(1);
      List<Part> answered =
          ChatResponse.of(
                  CHAT.readAnswer(
                      obj(
                          "{'candidates':[{'content':{'parts':[{'text':'x','thoughtSignature':'"
                              + placeholder
                              + "'}]},'finishReason':'STOP'}]}")))
              .parts();
      assertThat(answered).hasSize(1);
    }
    assertThat(written("gemini-3-pro-preview", text("no call")).text()).doesNotContain("ignature");
  }

  @Test
  void aSignatureStandsForReasoningBeforeItsPart() {
    ChatRequest read =
        CHAT.read(
            obj(
                """
                {'contents':[{'role':'model','parts':[
                  {'text':'hm','thought':true},{'functionCall':{'id':'a','name':'f'},'thoughtSignature':'b3du'},
                  {'text':'more','thoughtSignature':'b3du'},{'text':'','thoughtSignature':'b3du'}]}]}
                """),
            PATH);

    assertThat(read.messages().get(0).parts())
        .containsExactly(thought("hm", OWN), call("a"), seal(OWN), text("more"), seal(OWN));
  }

  @Test
  void inAStreamTheSealOfACallClosesTheOpenThought() {
    var events =
        decoded(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"h\",\"thought\":true}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"m\",\"thought\":true}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"id\":\"a\",\"name\":\"f\"},\"thoughtSignature\":\"b3du\"}]}}]}",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\",\"thoughtSignature\":\"b3du\"}]},\"finishReason\":\"STOP\"}]}");

    assertThat(ChatResponse.of(events).parts())
        .containsExactly(thought("hm", OWN), call("a"), seal(OWN));
  }

  @Test
  @DisplayName(
      "C-01 C-02 a foreign seal reaches a Gemini client in an envelope with its thought, and comes back whole")
  void aForeignSealComesBackWhole() {
    String thought = "I think: \"ä😀\"\n";
    ChatResponse answer =
        new ChatResponse(
            new Started("id", "claude", null, Extras.NONE),
            List.of(thought(thought, CLAUDE), call("a")),
            new Finished(FinishReason.TOOL_CALLS, null, null, Extras.NONE));

    Obj whole = CHAT.writeAnswer(HEAD, answer);
    Obj content = content(whole);
    List<Frame> frames = encoded(answer.events());
    Obj last = content((Obj) frames.getLast().json());

    // Gemini CLI sends thoughts not back, but the parts of calls as they came.
    for (Json call : List.of(part(content, 1), part(last, 0))) {
      Obj body =
          Json.obj()
              .put("contents", Json.obj().put("role", "model").put("parts", call).build())
              .build();
      ChatRequest read = CHAT.read((Obj) Json.parse(body.toBytes()), PATH);
      assertThat(read.messages().get(0).parts())
          .containsExactly(thought(thought, CLAUDE), call("a"));
    }
    // Other clients send both.
    Obj both = Json.obj().put("contents", Json.obj().putAll(content).build()).build();
    assertThat(CHAT.read((Obj) Json.parse(both.toBytes()), PATH).messages().get(0).parts())
        .containsExactly(thought(thought, CLAUDE), call("a"));
  }

  private static Obj content(Obj answer) {
    Obj content = answer.list("candidates").objects().get(0).obj("content");
    return content == null ? Obj.empty() : content;
  }

  private static Json part(Obj content, int place) {
    return content.list("parts").values().get(place);
  }

  @Test
  @DisplayName("C-01 without an envelope nothing is restored and no byte changes")
  void withoutAnEnvelopeNoByteChanges() {
    String body =
        "{ \"contents\" : [ {\"role\":\"model\", \"parts\":[{\"text\":\"a\\u0062\",\"thoughtSignature\":\"b3du\"}]}]}";

    assertThat(edited(body)).isEqualTo(body);
  }

  @Test
  @DisplayName("C-02 foreign reasoning goes, own seals come out of their envelopes, the rest stays")
  void reasoningIsRestored() {
    String foreign = Seals.outgoing(CLAUDE, Json.of("hm")).value();
    String own = OWN.envelope().value();
    String body =
        """
        {"contents":[{"role":"user","parts":[{"text":"h\\u0069"}]},
         {"role":"model","parts":[{"text":"hm","thought":true},
           {"functionCall":{"name":"f", "args":{"x":1.0}},"thoughtSignature":"%s"},
           {"functionCall":{"name":"g"},"thoughtSignature":"%s"},{"text":"","thoughtSignature":"%s"}]},
         {"role":"model","parts":[{"text":"kept","thought":true}, {"text":"a","thoughtSignature":"%s"}]},
         {"role":"model","parts":[{"text":"","thoughtSignature":"%s"}]}],
         "x" : 1}
        """
            .formatted(foreign, foreign, foreign, own, foreign)
            .strip();

    String edited = edited(body);

    assertThat(edited)
        .isEqualTo(
            """
            {"contents":[{"role":"user","parts":[{"text":"h\\u0069"}]},
             {"role":"model","parts":[{"functionCall":{"name":"f", "args":{"x":1.0}},"thoughtSignature":"skip_thought_signature_validator"},
               {"functionCall":{"name":"g"}}]},
             {"role":"model","parts":[{"text":"kept","thought":true}, {"text":"a","thoughtSignature":"b3du"}]}],
             "x" : 1}
            """
                .strip());
  }

  @Test
  @DisplayName("C-09 an envelope is base64 that SDKs can decode, and is known in either alphabet")
  void anEnvelopeIsBase64() {
    Str envelope = Seals.outgoing(CLAUDE, Json.of("hm? ~~ ÿÿ"));
    byte[] bytes = Base64.getDecoder().decode(envelope.value());

    for (Base64.Encoder encoder :
        List.of(
            Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getUrlEncoder().withoutPadding())) {
      assertThat(Seals.arriving(Json.of(encoder.encodeToString(bytes))))
          .isEqualTo(thought("hm? ~~ ÿÿ", CLAUDE));
    }
    for (String odd :
        List.of("YmZzaWcxLn", "YmZzaWcxLn!!", "YmZzaWcxLnt9", "bfsig1.", "bfsig1.!")) {
      assertThat(Seals.arriving(Json.of(odd)))
          .isEqualTo(seal(Signature.of(GeminiFormat.NAME, Json.of(odd))));
    }
  }

  @Test
  void theModelInTheBodyIsChangedWhereItStands() {
    Obj body = obj("{'model':'models/a','contents':[]}");
    List<RequestEdit> edits =
        List.of(new RequestEdit.SetModel("b"), new RequestEdit.SetStream(true));

    assertThat(new String(CHAT.edit(body, edits), StandardCharsets.UTF_8))
        .isEqualTo("{\"model\":\"models/b\",\"contents\":[]}");
    assertThat(CHAT.edit(obj("{'contents':[]}"), edits))
        .isEqualTo("{\"contents\":[]}".getBytes(StandardCharsets.UTF_8));
  }

  private static String edited(String body) {
    byte[] edited = CHAT.edit((Obj) Json.parse(body), List.of(new RequestEdit.RestoreReasoning()));
    return new String(edited, StandardCharsets.UTF_8);
  }
}
