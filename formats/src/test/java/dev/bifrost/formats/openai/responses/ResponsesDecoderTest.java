package dev.bifrost.formats.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.AnswerFold;
import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.Broken;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Usage;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Str;
import dev.bifrost.validate.ResponsesStreamValidator;
import dev.bifrost.wire.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How streams of providers are understood, the odd ones too.
class ResponsesDecoderTest {
  private static final String CREATED =
      "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\"}}";
  private static final String COMPLETED =
      "{\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"model\":\"m\","
          + "\"status\":\"completed\",\"output\":[]}}";

  private static ChatResponse fold(String... events) {
    return ChatResponse.of(Streams.decode(Streams.frames(events)));
  }

  private static Broken broken(String... events) {
    List<StreamEvent> all = Streams.decode(Streams.frames(events));
    all.forEach(new AnswerFold()::accept);
    return (Broken) all.getLast();
  }

  private static Part.ToolCall call(String id, String arguments) {
    return new Part.ToolCall(id, ToolName.function("f"), new Arguments.Text(Str.of(arguments)));
  }

  @Test
  @DisplayName("C-06 arguments that are told in deltas, whole, and again are told once")
  void argumentsAreToldOnce() {
    String added =
        "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
            + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":%s}}";
    String delta =
        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":0,\"delta\":\"{\\\"x\\\":1}\"}";
    String argumentsDone =
        "{\"type\":\"response.function_call_arguments.done\",\"output_index\":0,\"arguments\":\"{\\\"x\\\":1}\"}";
    String done =
        "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":"
            + "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}}";
    String whole = added.replace("%s", "\"{\\\"x\\\":1}\"");
    String empty = added.replace("%s", "\"\"");
    List<Part> expected = List.of(call("c", "{\"x\":1}"));
    assertThat(fold(CREATED, empty, delta, argumentsDone, done, COMPLETED).parts())
        .isEqualTo(expected);
    assertThat(fold(CREATED, whole, delta, done, COMPLETED).parts()).isEqualTo(expected);
    assertThat(fold(CREATED, whole, done, COMPLETED).parts()).isEqualTo(expected);
    assertThat(fold(CREATED, empty, argumentsDone, done, COMPLETED).parts()).isEqualTo(expected);
    assertThat(fold(CREATED, done, COMPLETED).parts()).isEqualTo(expected);
    assertThat(fold(done, COMPLETED).finished().reason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  @DisplayName("C-17 a call without an id or with a late name gets one stable id")
  void aCallWithoutAnIdGetsAStableOne() {
    String added =
        "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":"
            + "{\"type\":\"function_call\",\"name\":\"\",\"arguments\":\"\"}}";
    String done =
        "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":"
            + "{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}}";
    assertThat(fold(CREATED, added, done, COMPLETED).parts())
        .containsExactly(call("call_resp_1_0", "{}"));
  }

  @Test
  void whatTheStreamLeftOutIsTakenFromTheFinalResponse() {
    String completed =
        "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":["
            + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"hi\"}]}]}}";
    assertThat(fold(CREATED, completed).parts()).containsExactly(new Part.Text(Str.of("hi")));
    String added =
        "{\"type\":\"response.output_item.added\",\"output_index\":0,\"item\":{\"type\":\"message\"}}";
    String delta =
        "{\"type\":\"response.output_text.delta\",\"output_index\":0,\"content_index\":0,\"delta\":\"hi\"}";
    assertThat(fold(CREATED, added, delta, completed).parts())
        .containsExactly(new Part.Text(Str.of("hi")));
    assertThat(fold(delta, COMPLETED).parts()).containsExactly(new Part.Text(Str.of("hi")));
  }

  @Test
  void severalSummariesAreParagraphs() {
    String delta =
        "{\"type\":\"response.reasoning_summary_text.delta\",\"output_index\":0,\"summary_index\":%s,\"delta\":\"%s\"}";
    List<Part> parts =
        fold(
                CREATED,
                delta.replaceFirst("%s", "0").replace("%s", "a"),
                delta.replaceFirst("%s", "1").replace("%s", "b"),
                "{\"type\":\"response.reasoning_text.delta\",\"output_index\":0,\"content_index\":0,\"delta\":\"raw\"}",
                COMPLETED)
            .parts();
    assertThat(parts).containsExactly(new Part.Reasoning(Str.of("a\n\nb"), null));
  }

  @Test
  @DisplayName("C-03 C-48 failures in the stream are failures, with their cause")
  void failuresInTheStreamAreFailures() {
    Broken failed =
        broken(
            CREATED,
            "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":"
                + "{\"code\":\"context_length_exceeded\",\"message\":\"too long\"},"
                + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}");
    assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.CONTEXT_EXCEEDED);
    assertThat(failed.usage()).isEqualTo(Usage.of(3, 1));
    assertThat(
            broken(
                    CREATED,
                    "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":"
                        + "\"Please try again in 1.5s.\",\"param\":null}")
                .failure()
                .retryAfter())
        .hasMillis(1500);
    assertThat(broken("{\"error\":{\"message\":\"boom\",\"type\":\"server_error\"}}").failure())
        .isEqualTo(
            new Failure(
                Failure.Kind.PROVIDER_FAULT,
                "boom",
                new Failure.Detail(502, "server_error", null, null, null)));
    assertThat(
            broken(
                    CREATED,
                    "{\"type\":\"response.cancelled\",\"response\":{\"status\":\"cancelled\"}}")
                .failure()
                .message())
        .contains("cancelled");
    assertThat(broken(CREATED).failure().kind()).isEqualTo(Failure.Kind.CONNECTION_BROKEN);
  }

  @Test
  void nothingIsToldAfterTheEnd() {
    List<StreamEvent> events =
        Streams.decode(Streams.frames(CREATED, COMPLETED, CREATED, COMPLETED));
    assertThat(events.stream().filter(Finished.class::isInstance)).hasSize(1);
    assertThat(events.getLast()).isInstanceOf(Finished.class);
  }

  @Test
  @DisplayName("C-47 an unreadable event breaks the answer, pings and unknown events do not")
  void anUnreadableEventBreaksTheAnswer() {
    List<Frame> frames = new ArrayList<>(Streams.frames(CREATED));
    frames.add(Frame.of("ping", "{\"type\":\"ping\"}"));
    frames.add(Frame.of(null, "{}"));
    frames.add(Frame.of("response.new_thing", "{\"type\":\"response.new_thing\"}"));
    frames.add(Frame.of(null, "[DONE]"));
    List<Frame> whole = new ArrayList<>(frames);
    whole.addAll(Streams.frames(COMPLETED));
    assertThat(Streams.decode(whole).getLast()).isInstanceOf(Finished.class);
    frames.add(Frame.of(null, "{\"type\":\"response.output"));
    assertThat(Streams.decode(frames).getLast())
        .isInstanceOfSatisfying(
            Broken.class,
            end -> assertThat(end.failure().kind()).isEqualTo(Failure.Kind.PROVIDER_FAULT));
  }

  @Test
  void eventsWithoutATypeGoByTheirName() {
    List<Frame> frames =
        List.of(
            Frame.of("response.output_text.delta", "{\"delta\":\"hi\"}"),
            Frame.of("response.completed", "{\"response\":{\"output\":[]}}"));
    assertThat(ChatResponse.of(Streams.decode(frames)).parts())
        .containsExactly(new Part.Text(Str.of("hi")));
  }

  @Test
  void anythingAtAllThrowsNothing() {
    Random random = new Random(7);
    String[] types = {
      "response.output_text.delta",
      "response.output_item.added",
      "response.output_item.done",
      "response.content_part.done",
      "response.refusal.delta",
      "response.function_call_arguments.delta",
      "response.reasoning_text.delta",
      "response.output_text.annotation.added"
    };
    String[] rests = {
      "\"delta\":\"x\"",
      "\"delta\":7,\"part\":[]",
      "\"item\":{\"type\":\"message\",\"content\":[{\"type\":\"refusal\"}]}",
      "\"item\":{\"type\":\"custom_tool_call\",\"name\":\"f\"}",
      "\"item\":{\"type\":\"reasoning\",\"summary\":[{}]}",
      "\"item\":{\"type\":\"x_call\"}",
      "\"part\":{\"type\":\"output_text\",\"annotations\":[{}]}",
      "\"part\":{\"type\":\"refusal\",\"refusal\":\"no\"}",
      "\"annotation\":{}"
    };
    for (int round = 0; round < 3_000; round++) {
      List<Frame> frames = new ArrayList<>();
      for (int i = random.nextInt(12); i >= 0; i--) {
        byte[] noise = new byte[random.nextInt(8)];
        random.nextBytes(noise);
        String event =
            "{\"type\":\""
                + types[random.nextInt(types.length)]
                + "\",\"output_index\":"
                + random.nextInt(3)
                + ",\"content_index\":"
                + random.nextInt(2)
                + ","
                + rests[random.nextInt(rests.length)]
                + "}";
        boolean isNoise = random.nextInt(40) == 0;
        frames.add(
            Frame.of(null, isNoise ? new String(noise, StandardCharsets.ISO_8859_1) : event));
      }
      frames.addAll(Streams.frames(COMPLETED));
      List<StreamEvent> events = Streams.decode(frames);
      events.forEach(new AnswerFold()::accept);
      ResponsesStreamValidator.check(Streams.encode(events));
    }
  }
}
