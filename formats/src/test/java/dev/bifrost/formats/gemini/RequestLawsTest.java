package dev.bifrost.formats.gemini;

import static dev.bifrost.formats.gemini.Recorded.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.recordings.Recording;
import dev.bifrost.wire.PathFacts;
import dev.bifrost.wire.RequestEdit;
import dev.bifrost.wire.Turns;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The laws of requests, over every recorded request that Google accepted.
class RequestLawsTest {
  static Stream<Recording> requests() {
    return Recorded.requests();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestThatIsWrittenAgainSaysTheSame(Recording recording) {
    Obj body = recording.requestBody();
    PathFacts path = Recorded.path(recording.path());
    ChatRequest read = CHAT.read(body == null ? Obj.empty() : body, path);
    if (mended(read).messages().isEmpty()) {
      // One recording has an empty text only; what is written must have some content.
      return;
    }

    Written written = CHAT.write(read);
    Obj again = (Obj) Json.parse(written.body().toBytes());

    assertThat(CHAT.read(again, path)).isEqualTo(mended(read));
    assertThat(written.losses()).isEmpty();
  }

  /// What the writer makes of every conversation before it writes it.
  private static ChatRequest mended(ChatRequest request) {
    List<Message> system = new ArrayList<>();
    List<Message> turns = new ArrayList<>();
    for (Message message : request.messages()) {
      (message.role() == Role.SYSTEM ? system : turns).add(message);
    }
    List<Message> all = new ArrayList<>(system);
    all.addAll(Turns.mended(turns));
    return request.withMessages(all);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anEditThatNamesNothingLeavesEveryByte(Recording recording) {
    Obj body = recording.requestBody();
    byte[] edited =
        CHAT.edit(
            body == null ? Obj.empty() : body,
            List.of(
                new RequestEdit.SetStream(true),
                new RequestEdit.AskUsage(),
                new RequestEdit.RestoreReasoning()));

    assertThat(edited).isEqualTo(body == null ? new byte[0] : body.toBytes());
  }
}
