package dev.bifrost.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-14 C-76 the turns of a conversation")
final class TurnsTest {
  @Test
  void aConversationThatKeepsTheRulesComesBackEqual() {
    Extras extras = Extras.of("openai.chat", Json.obj().put("name", "alice").build());
    List<Message> proper =
        List.of(
            system("be brief"),
            new Message(Role.USER, List.of(text("read both"), cached()), extras),
            assistant(thought("hm"), text("so"), call("a"), call("b")),
            new Message(
                Role.USER, List.of(result("a"), result("b"), cached(), text("go on")), extras),
            system("be quick"),
            assistant(text("done")),
            user(text("thanks")));
    assertThat(Turns.mended(proper)).isEqualTo(proper);
  }

  @Test
  void aCallWithoutAResultGetsOneThatSaysSo() {
    List<Message> mended =
        Turns.mended(List.of(assistant(call("a"), call("b")), user(result("b"), text("stop"))));
    assertThat(mended)
        .containsExactly(
            assistant(call("a"), call("b")), user(interrupted("a"), result("b"), text("stop")));
  }

  @Test
  void callsThatAreOpenAtTheVeryEndAreInterruptedToo() {
    assertThat(Turns.mended(List.of(user(text("go")), assistant(call("a")))))
        .containsExactly(user(text("go")), assistant(call("a")), user(interrupted("a")));
  }

  @Test
  void aResultWithoutItsCallIsQuoted() {
    Part picture = new Part.Image(new Media.Remote("image/png", Str.of("http://x/y.png")), null);
    Part orphan =
        new Part.ToolResult("gone", List.of(text("42"), picture, text("43")), false, null);
    assertThat(Turns.mended(List.of(user(orphan, text("and?")))))
        .containsExactly(
            user(
                text("Result of a tool call that is no longer in the conversation:\n42\n43"),
                picture,
                text("and?")));
  }

  @Test
  void aResultBeforeItsCallIsQuotedAndTheCallInterrupted() {
    Part named = new Part.ToolResult("a", List.of(text("42")), false, ToolName.function("bash"));
    assertThat(Turns.mended(List.of(user(named), assistant(call("a")))))
        .containsExactly(
            user(text("Result of a call of bash that is no longer in the conversation:\n42")),
            assistant(call("a")),
            user(interrupted("a")));
  }

  @Test
  void ofSeveralResultsTheFirstCounts() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a")), user(result("a", "first"), result("a", "second")),
                    assistant(text("ok")), user(result("a", "third"), text("next")))))
        .containsExactly(
            assistant(call("a")),
            user(result("a", "first")),
            assistant(text("ok")),
            user(text("next")));
  }

  @Test
  void resultsStandInTheOrderOfTheCalls() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a"), call("b"), call("c")),
                    user(text("here"), result("c"), cached(), result("a")),
                    user(result("b")))))
        .containsExactly(
            assistant(call("a"), call("b"), call("c")),
            user(result("a"), result("b"), result("c"), cached(), text("here")));
  }

  @Test
  void aLateResultGoesBackToItsCall() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a")),
                    user(text("wait")),
                    assistant(text("waiting")),
                    user(result("a")))))
        .containsExactly(
            assistant(call("a")), user(result("a"), text("wait")), assistant(text("waiting")));
  }

  @Test
  void callsToldInMessagesOfTheirOwnAreParallel() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a")),
                    user(text(" \n")),
                    assistant(call("b")),
                    user(result("b")),
                    user(result("a")))))
        .containsExactly(assistant(call("a"), call("b")), user(result("a"), result("b")));
  }

  @Test
  void aSystemMessageBetweenACallAndItsResultMovesBehindThem() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a")),
                    system("mode: plan"),
                    developer("mode: act"),
                    user(result("a"), text("go on")))))
        .containsExactly(
            assistant(call("a")),
            user(result("a")),
            system("mode: plan"),
            developer("mode: act"),
            user(text("go on")));
  }

  @Test
  void idsThatAreCountedAnewInEachTurnStayApart() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("call_0"), call("call_0")),
                    user(result("call_0", "1"), result("call_0", "2")),
                    assistant(call("call_0")),
                    user(result("call_0", "3")))))
        .containsExactly(
            assistant(call("call_0"), call("call_0_2")),
            user(result("call_0", "1"), result("call_0_2", "2")),
            assistant(call("call_0_3")),
            user(result("call_0_3", "3")));
  }

  @Test
  void aResultBelongsToTheLastCallOfItsId() {
    assertThat(
            Turns.mended(
                List.of(
                    assistant(call("a")),
                    user(text("again")),
                    assistant(call("a")),
                    user(result("a")))))
        .containsExactly(
            assistant(call("a")),
            user(interrupted("a"), text("again")),
            assistant(call("a_2")),
            user(result("a_2")));
  }

  @Test
  void adjacentMessagesOfOneRoleAreMerged() {
    assertThat(
            Turns.mended(
                List.of(
                    system("a"),
                    system("b"),
                    user(text("1")),
                    user(text("2")),
                    assistant(text("3")),
                    assistant(text("4")))))
        .containsExactly(
            system("a"), system("b"), user(text("1"), text("2")), assistant(text("3"), text("4")));
  }

  @Test
  void blankTextsAndEmptyMessagesGoButNotReasoning() {
    Part sealed = new Part.Reasoning(Str.EMPTY, Signature.of("anthropic.messages", Str.of("s")));
    Part blank = new Part.ToolResult("a", List.of(text("\n"), text("x")), false, null);
    assertThat(
            Turns.mended(
                List.of(
                    system("  "),
                    user(),
                    user(text("")),
                    assistant(sealed, text("\t\u2003"), call("a")),
                    user(blank))))
        .containsExactly(assistant(sealed, call("a")), user(result("a", "x")));
  }

  @Test
  void aCachePointFollowsWhatItMarks() {
    assertThat(
            Turns.mended(
                List.of(
                    user(text("a"), text(" "), cached()),
                    user(text(" "), cached()),
                    assistant(call("x")),
                    user(result("x"), result("x"), cached(), text("b"), cached()))))
        .containsExactly(
            user(text("a"), cached()),
            assistant(call("x")),
            user(result("x"), cached(), text("b"), cached()));
  }

  @Test
  void whateverTheConversationTheRulesHoldAfterwards() {
    for (int seed = 0; seed < 5_000; seed++) {
      List<Message> any = conversation(new Random(seed));
      List<Message> mended = Turns.mended(any);
      assertThat(Turns.mended(any)).as("the same again").isEqualTo(mended);
      assertThat(Turns.mended(mended)).as("mended again").isEqualTo(mended);
      assertRules(mended);
    }
  }

  private static void assertRules(List<Message> messages) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      assertThat(message.parts()).isNotEmpty();
      assertThat(message.parts().getFirst()).isNotInstanceOf(Part.CachePoint.class);
      if (i > 0 && (message.role() == Role.USER || message.role() == Role.ASSISTANT)) {
        assertThat(messages.get(i - 1).role()).isNotEqualTo(message.role());
      }
      List<String> calls = new ArrayList<>();
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          calls.add(call.id());
          assertThat(ids.add(call.id())).isTrue();
        }
        assertThat(part instanceof Part.Text text && text.text().isBlank()).isFalse();
      }
      List<String> answers =
          i + 1 < messages.size() ? leadingResults(messages.get(i + 1)) : List.of();
      assertThat(answers).isEqualTo(calls);
    }
  }

  /// The ids of the results that a message begins with; it must have no others.
  private static List<String> leadingResults(Message message) {
    List<String> leading = new ArrayList<>();
    boolean leads = true;
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        assertThat(leads).isTrue();
        leading.add(result.callId());
      } else {
        leads &= part instanceof Part.CachePoint;
      }
    }
    return leading;
  }

  private static List<Message> conversation(Random random) {
    List<Message> messages = new ArrayList<>();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      Role role =
          switch (random.nextInt(8)) {
            case 0 -> Role.SYSTEM;
            case 1, 2, 3 -> Role.USER;
            default -> Role.ASSISTANT;
          };
      List<Part> parts = new ArrayList<>();
      for (int left = random.nextInt(5); left > 0; left--) {
        String id = "abc_2".substring(random.nextInt(5));
        parts.add(
            switch (random.nextInt(role == Role.SYSTEM ? 3 : 6)) {
              case 0 -> text(random.nextBoolean() ? " " : "t" + random.nextInt(9));
              case 1 -> text("u");
              case 2 -> cached();
              case 3 -> role == Role.ASSISTANT ? thought("") : text("v");
              default -> role == Role.ASSISTANT ? call(id) : result(id, "" + random.nextInt(99));
            });
      }
      messages.add(Message.of(role, parts));
    }
    return messages;
  }

  private static Message system(String text) {
    return Message.of(Role.SYSTEM, List.of(text(text)));
  }

  private static Message developer(String text) {
    return Message.of(Role.DEVELOPER, List.of(text(text)));
  }

  private static Message user(Part... parts) {
    return Message.of(Role.USER, List.of(parts));
  }

  private static Message assistant(Part... parts) {
    return Message.of(Role.ASSISTANT, List.of(parts));
  }

  private static Part text(String text) {
    return new Part.Text(Str.of(text));
  }

  private static Part thought(String text) {
    return new Part.Reasoning(Str.of(text), null);
  }

  private static Part cached() {
    return new Part.CachePoint(null);
  }

  private static Part call(String id) {
    return new Part.ToolCall(id, ToolName.function("bash"), Arguments.none());
  }

  private static Part result(String id) {
    return result(id, "ok");
  }

  private static Part result(String id, String text) {
    return new Part.ToolResult(id, List.of(text(text)), false, null);
  }

  private static Part interrupted(String id) {
    return new Part.ToolResult(
        id,
        List.of(text("The tool call was interrupted: there is no result.")),
        true,
        ToolName.function("bash"));
  }
}
