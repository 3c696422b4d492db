package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Framing;
import dev.bifrost.wire.PathFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The file job, with the requests that real agents sent.
final class AgentJobTest {
  private static final Path CAPTURES =
      Path.of(System.getProperty("shared", "../../shared"), "captures");
  private static final String ORDER =
      "Write bifrost-proof.txt with this content: proof-7 and read it back. "
          + "Working directory: /tmp/project";

  @ParameterizedTest
  @CsvSource({
    "MESSAGES, claude-code-2.1.330/02-task-api-key-turn-1.json, Write, Read",
    "RESPONSES, codex-cli-0.169.0/01-default-model-turn-1.json, exec, exec",
    "RESPONSES, codex-cli-0.169.0/04-gpt-5-turn-1.json, exec_command, exec_command",
    "GEMINI, gemini-cli-0.61.0/02-task-2.json, write_file, read_file",
    "CHAT, qwen-code-0.24.4/01-task-1.json, write_file, read_file",
    "CHAT, opencode-1.18.33/08-openai-compatible-2.json, write, read",
    "CHAT, librechat-agents-3.9.2/02-task-2.json, write_file, read_file"
  })
  void theJobIsDoneWithTheAgentsOwnTools(Dialect dialect, String file, String writer, String reader)
      throws IOException {
    Asked first = ordered(captured(dialect, file));
    ChatResponse write = answer(first);
    Part.ToolCall writing = Asking.calls(write).getFirst();
    assertThat(writing.tool().name()).isEqualTo(writer);
    assertThat(Asking.freeText(writing)).contains("bifrost-proof.txt", "proof-7");

    Asked second = with(first, Asking.then(first.request(), write, "written"));
    ChatResponse read = answer(second);
    assertThat(Asking.calls(read).getFirst().tool().name()).isEqualTo(reader);

    Asked third = with(second, Asking.then(second.request(), read, "proof-7"));
    assertThat(Asking.text(answer(third))).contains("DONE: proof-7").contains("(read: [proof-7])");
  }

  @Test
  void aSideRequestWithoutToolsGetsAShortText() {
    Asked title = asked(Dialect.CHAT, Asking.text("agent", ORDER), Obj.empty());
    assertThat(Asking.text(answer(title))).isEqualTo("Bifrost proof");
  }

  private static Asked captured(Dialect dialect, String file) throws IOException {
    Obj capture = (Obj) Json.parse(Files.readAllBytes(CAPTURES.resolve(file)));
    Obj body = Objects.requireNonNull(capture.obj("body"));
    PathFacts path = dialect == Dialect.GEMINI ? new PathFacts("agent", true) : PathFacts.NONE;
    return asked(dialect, dialect.format().chat().read(body, path), body);
  }

  private static Asked asked(Dialect dialect, ChatRequest request, Obj body) {
    return new Asked(dialect.format(), Framing.EVENT_STREAM, request, body, true, "");
  }

  private static Asked with(Asked asked, ChatRequest request) {
    return new Asked(asked.format(), asked.framing(), request, asked.body(), true, "");
  }

  private static Asked ordered(Asked asked) {
    List<Message> messages = new ArrayList<>(asked.request().messages());
    messages.add(Message.of(Role.USER, List.of(new Part.Text(Str.of(ORDER)))));
    return with(asked, asked.request().withMessages(messages));
  }

  private static ChatResponse answer(Asked asked) {
    return ChatResponse.of(Scripts.of("agent", asked, Usage.of(1, 0)));
  }
}
