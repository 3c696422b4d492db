package dev.bifrost.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CursorBodyTest {
  private static String asChat(String body) {
    return new String(CursorBody.asChat(body.getBytes(UTF_8)), UTF_8);
  }

  @Test
  void aChatRequestStaysAsItIs() {
    String body = "{\"model\":\"gpt-4o\", \"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    assertThat(asChat(body)).isEqualTo(body);
  }

  @Test
  void aResponsesRequestBecomesAChatRequest() {
    assertThat(
            asChat(
                """
                {"model":"openai/gpt-4o","stream":true,"input":[{"role":"user","content":"hi"}]}
                """))
        .contains("\"model\":\"openai/gpt-4o\"")
        .contains("\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]")
        .contains("\"stream\":true");
  }

  @Test
  void anthropicsToolsBecomeFunctions() {
    assertThat(
            asChat(
                """
                {"model":"m","messages":[],"tools":[{"name":"look","description":"d","input_schema":{"type":"object"}}]}
                """))
        .contains(
            """
            "tools":[{"type":"function","function":{"name":"look","description":"d","parameters":{"type":"object"}}}]\
            """);
  }

  @Test
  void whatIsNoJsonIsLeftToTheGatewayToRefuse() {
    assertThat(asChat("{")).isEqualTo("{");
  }
}
