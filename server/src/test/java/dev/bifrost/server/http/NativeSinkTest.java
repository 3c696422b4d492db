package dev.bifrost.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.engine.exchange.ClientSink;
import dev.bifrost.failure.Failure;
import dev.bifrost.formats.WireFormats;
import dev.bifrost.transport.Headers;
import org.junit.jupiter.api.Test;

final class NativeSinkTest {
  private static final Headers SERVED =
      Headers.of(
          "content-type", "application/json",
          "x-request-id", "req_1",
          "x-bifrost-request-type", "chat_completion_stream",
          "x-bifrost-provider", "openai");

  private final Heard client = new Heard();
  private final NativeSink sink =
      new NativeSink(client, WireFormats.named("openai.chat"), System.nanoTime());

  private void stream(String... events) {
    sink.start(200, SERVED);
    for (String event : events) {
      byte[] bytes = ("data: " + event + "\n\n").getBytes(UTF_8);
      sink.write(bytes, 0, bytes.length);
    }
    sink.end();
  }

  @Test
  void aWholeAnswerEndsWithWhoServedIt() {
    sink.reply(200, SERVED, "{\"id\":\"1\"}".getBytes(UTF_8));
    assertThat(client.text)
        .startsWith("{\"id\":\"1\",\"extra_fields\":{")
        .contains(
            "\"provider\":\"openai\"", "\"provider_response_headers\":{\"X-Request-Id\":\"req_1\"}")
        .doesNotContain("X-Bifrost", "Content-Type");
  }

  @Test
  void onlyTheLastChunkOfAStreamSaysWhoServedIt() {
    stream(
        "{\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}",
        "{\"choices\":[],\"usage\":{}}",
        "[DONE]");
    String[] chunks = client.text.toString().split("\n\n", -1);
    assertThat(chunks[0]).doesNotContain("extra_fields");
    assertThat(chunks[1]).doesNotContain("extra_fields");
    assertThat(chunks[2])
        .contains("\"request_type\":\"chat_completion_stream\"", "\"chunk_index\":2");
    assertThat(chunks[3]).isEqualTo("data: [DONE]");
  }

  @Test
  void aFailureInsideAStreamStandsInTheEnvelope() {
    stream("{\"choices\":[{\"delta\":{}}]}", "{\"error\":{\"message\":\"broken\"}}");
    assertThat(client.text)
        .contains(
            "{\"is_bifrost_error\":false,\"error\":{\"message\":\"broken\"},\"extra_fields\":{");
  }

  @Test
  void whatTheClientGotWrongIsNoErrorOfTheGateway() {
    sink.refuse(Failure.of(Failure.Kind.BAD_REQUEST, "wrong"), Headers.EMPTY);
    assertThat(client.text).contains("\"is_bifrost_error\":false,\"status_code\":400");
  }

  /// Keeps what went to the client.
  private static final class Heard implements ClientSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void reply(int status, Headers headers, byte[] body) {
      text.append(new String(body, UTF_8));
    }

    @Override
    public int refuse(Failure failure, Headers headers) {
      return failure.status();
    }

    @Override
    public void start(int status, Headers headers) {}

    @Override
    public void write(byte[] bytes, int from, int to) {
      text.append(new String(bytes, from, to - from, UTF_8));
    }

    @Override
    public void end() {}

    @Override
    public void cut() {}

    @Override
    public void onGone(Runnable action) {}

    @Override
    public boolean isStarted() {
      return false;
    }
  }
}
