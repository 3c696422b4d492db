package dev.bifrost.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.engine.exchange.Door;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DoorsTest {
  private static Doors.@Nullable Place place(String path) {
    return Doors.place(Objects.requireNonNull(Doors.entrance(path), path), null);
  }

  private static Doors.Place.Inference inference(String path) {
    return (Doors.Place.Inference) Objects.requireNonNull(place(path), path);
  }

  @Test
  void belowAFrameworksPrefixStandThePathsOfEveryDialect() {
    for (String framework : new String[] {"/litellm", "/langchain", "/pydanticai"}) {
      assertThat(inference(framework + "/v1/chat/completions").route().door())
          .isEqualTo(Door.OPENAI);
      assertThat(inference(framework + "/chat/completions").below())
          .isEqualTo("/v1/chat/completions");
      assertThat(inference(framework + "/v1/messages").route().door()).isEqualTo(Door.ANTHROPIC);
      assertThat(inference(framework + "/v1beta/models/gemini-9:generateContent").route().door())
          .isEqualTo(Door.GENAI);
    }
  }

  @Test
  void aFrameworksPrefixMayBeFollowedByTheDialectsDoor() {
    assertThat(inference("/litellm/anthropic/v1/messages").route().door())
        .isEqualTo(Door.ANTHROPIC);
    assertThat(inference("/langchain/openai/v1/responses").route().format().name())
        .isEqualTo("openai.responses");
  }

  @Test
  void cursorHasADoorOfItsOwn() {
    assertThat(inference("/cursor/chat/completions").route().door()).isEqualTo(Door.CURSOR);
    assertThat(place("/cursor/v1/models")).isInstanceOf(Doors.Place.Models.class);
  }

  @Test
  void nothingStandsTwoVersionsDeep() {
    assertThat(place("/openai/v1/v1/chat/completions")).isNull();
  }
}
