package dev.bifrost.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Framing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Prompts that begin alike cost less.
final class PromptCacheTest {
  private static final String LONG = "All work and no play makes Jack a dull boy. ".repeat(200);

  private final PromptCache cache = new PromptCache();

  private Usage use(Dialect dialect, String caller, Part... parts) {
    ChatRequest request =
        Asking.text("echo", "")
            .withMessages(List.of(Message.of(Message.Role.USER, List.of(parts))));
    return cache.use(
        new Asked(
            dialect.format(), Framing.EVENT_STREAM, request, Json.obj().build(), false, caller));
  }

  private static Part text(String text) {
    return new Part.Text(Str.of(text));
  }

  @Test
  void aPromptThatComesAgainIsRead() {
    assertThat(use(Dialect.CHAT, "me", text(LONG)).cacheRead()).isZero();
    Usage again = use(Dialect.CHAT, "me", text(LONG));
    assertThat(again.cacheRead()).isEqualTo(again.input());
    assertThat(again.cacheWrite()).isZero();
  }

  @Test
  void everyConversationGrowsFromWhatIsKnown() {
    List<Message> messages = new ArrayList<>();
    long before = 0;
    for (int turn = 0; turn < 5; turn++) {
      messages.add(Message.of(Message.Role.USER, List.of(text(turn + LONG))));
      ChatRequest request = Asking.text("echo", "").withMessages(messages);
      Usage usage =
          cache.use(
              new Asked(
                  Dialect.CHAT.format(),
                  Framing.EVENT_STREAM,
                  request,
                  Json.obj().build(),
                  false,
                  "me"));
      assertThat(usage.cacheRead()).isEqualTo(before);
      before = usage.input();
    }
  }

  @Test
  void anotherCallerHasAnotherCache() {
    use(Dialect.CHAT, "me", text(LONG));
    assertThat(use(Dialect.CHAT, "you", text(LONG)).cacheRead()).isZero();
  }

  @Test
  void aShortPromptIsNotKept() {
    use(Dialect.CHAT, "me", text("short"));
    assertThat(use(Dialect.CHAT, "me", text("short")).cacheRead()).isZero();
  }

  /// C-55
  @Test
  void anthropicKeepsWhatEndsAtACachePoint() {
    Part point = new Part.CachePoint(null);
    Usage first = use(Dialect.MESSAGES, "me", text(LONG), point, text("and this"));
    assertThat(first.cacheWrite()).isBetween(1_024L, first.input() - 1);
    Usage second = use(Dialect.MESSAGES, "me", text(LONG), point, text("and that"));
    assertThat(second.cacheRead()).isEqualTo(first.cacheWrite());
    assertThat(second.cacheWrite()).isZero();
  }

  /// C-55
  @Test
  void anthropicKeepsNothingWithoutACachePoint() {
    use(Dialect.MESSAGES, "me", text(LONG));
    Usage second = use(Dialect.MESSAGES, "me", text(LONG));
    assertThat(second.cacheRead()).isZero();
    assertThat(second.cacheWrite()).isZero();
  }
}
