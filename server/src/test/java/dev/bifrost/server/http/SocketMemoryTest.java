package dev.bifrost.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.failure.Failed;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import org.junit.jupiter.api.Test;

/// What a socket remembers, so that a turn may say only what is new.
final class SocketMemoryTest {
  private final SocketMemory memory = new SocketMemory();

  private static Obj json(String text) {
    return (Obj) Json.parse(text);
  }

  @Test
  void aTurnIsCompletedByWhatWasSaidBefore() {
    memory.keep(
        json("{\"id\":\"r1\",\"output\":[{\"type\":\"reasoning\",\"id\":\"rs\"}]}"),
        json("{\"model\":\"m\",\"instructions\":\"be kind\",\"input\":\"hi\"}"));

    Obj turn =
        memory.completed(
            json("{\"model\":\"n\",\"previous_response_id\":\"r1\",\"input\":[{\"id\":\"new\"}]}"));

    assertThat(turn.text())
        .isEqualTo(
            "{\"model\":\"n\",\"instructions\":\"be kind\",\"input\":["
                + "{\"type\":\"message\",\"role\":\"user\",\"content\":\"hi\"},"
                + "{\"type\":\"reasoning\",\"id\":\"rs\"},{\"id\":\"new\"}]}");
  }

  @Test
  void aTurnOfItsOwnStaysAsItIs() {
    Obj turn = json("{\"model\":\"m\",\"input\":\"hi\"}");
    assertThat(memory.completed(turn)).isSameAs(turn);
  }

  @Test
  void anUnknownResponseIsRefusedByName() {
    assertThatThrownBy(() -> memory.completed(json("{\"previous_response_id\":\"r9\"}")))
        .isInstanceOf(Failed.class)
        .hasMessageContaining("r9");
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int i = 0; i < 5; i++) {
      memory.keep(json("{\"id\":\"r" + i + "\",\"output\":[]}"), json("{\"input\":[]}"));
    }
    assertThat(memory.completed(json("{\"previous_response_id\":\"r4\"}")).text())
        .isEqualTo("{\"input\":[]}");
    assertThatThrownBy(() -> memory.completed(json("{\"previous_response_id\":\"r0\"}")))
        .isInstanceOf(Failed.class);
  }
}
