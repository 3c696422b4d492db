package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.RequestEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Edits on the road of the same language.
class RequestEditorTest {
  private static String edit(String body, RequestEdit... edits) {
    byte[] edited = new ResponsesCodec().edit((Obj) Json.parse(body), List.of(edits));
    return new String(edited, StandardCharsets.UTF_8);
  }

  @Test
  void onlyWhatIsNamedChanges() {
    String body =
        "{ \"input\" : \"h\\u0069\",\"model\":\"openai/gpt-5\", \"x\":1.0,\"stream\":true}";
    assertThat(
            edit(
                body,
                new RequestEdit.SetModel("gpt-5"),
                new RequestEdit.AskUsage(),
                new RequestEdit.SetStream(true),
                new RequestEdit.RestoreReasoning()))
        .isEqualTo(body.replace("openai/gpt-5", "gpt-5"));
    assertThat(edit(body, new RequestEdit.SetStream(false)))
        .isEqualTo(body.replace("true", "false"));
  }

  @Test
  @DisplayName("C-02 C-08 other vendors' reasoning is taken out, own reasoning restored")
  void otherVendorsReasoningIsTakenOut() {
    String theirs = Signature.of("anthropic.messages", Str.of("sig")).envelope().value();
    String ours =
        new Signature(ResponsesFormat.NAME, Str.of("gA=="), Str.of("rs_9"), false)
            .envelope()
            .value();
    String message = "{\"role\":\"user\",\"content\":\"about bfsig1. \\u00e9\"}";
    String plain =
        "{\"type\":\"reasoning\",\"id\":\"rs_0\",\"summary\":[],\"encrypted_content\":\"gB==\"}";
    String body =
        "{\"model\":\"m\",\"input\":["
            + message
            + ",{\"type\":\"reasoning\",\"id\":\"rs_1\",\"summary\":[],\"encrypted_content\":\""
            + theirs
            + "\"},"
            + plain
            + ",{\"type\":\"reasoning\",\"id\":\"rs_2\",\"summary\":[],\"encrypted_content\":\""
            + ours
            + "\"}]}";
    assertThat(edit(body, new RequestEdit.RestoreReasoning()))
        .isEqualTo(
            "{\"model\":\"m\",\"input\":["
                + message
                + ","
                + plain
                + ",{\"type\":\"reasoning\",\"id\":\"rs_9\",\"summary\":[],\"encrypted_content\":\"gA==\"}]}");
  }
}
