package dev.bifrost.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Extras;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.StreamEvent.ArgumentsDelta;
import dev.bifrost.chat.StreamEvent.Finished;
import dev.bifrost.chat.StreamEvent.PartEnded;
import dev.bifrost.chat.StreamEvent.PartStarted;
import dev.bifrost.chat.StreamEvent.Started;
import dev.bifrost.chat.StreamEvent.TextDelta;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.ToolName.Kind;
import dev.bifrost.chat.Toolbox;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import dev.bifrost.wire.ToolNames.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-64 C-19 the names of tools")
final class ToolNamesTest {
  private static final Rules EVERYTHING = new Rules(64, "", true, true);

  @Test
  void namesThatFitKeepThemselvesAndNeedNoWayBack() {
    ToolNames names =
        names(Rules.PLAIN, ToolName.function("bash"), ToolName.function("read_file-2"));
    assertThat(names.outgoing(ToolName.function("bash"))).isEqualTo("bash");
    assertThat(names.isIdentity()).isTrue();
    assertThat(names.original("read_file-2")).isEqualTo(ToolName.function("read_file-2"));
    assertThat(names.original("unheard")).isEqualTo(ToolName.function("unheard"));
  }

  @Test
  void oddCharactersAreReplacedAndLongNamesCut() {
    ToolName odd = ToolName.function("mcp.my server/run?");
    ToolName longOne = ToolName.function("x".repeat(300));
    ToolNames names = names(Rules.PLAIN, odd, longOne);
    assertThat(names.outgoing(odd)).isEqualTo("mcp_my_server_run_");
    assertThat(names.outgoing(longOne)).matches("x{55}_[0-9a-f]{8}");
    assertThat(names.original(names.outgoing(longOne))).isEqualTo(longOne);
    assertThat(names(new Rules(64, ".:", false, false), odd).outgoing(odd))
        .isEqualTo("mcp.my_server_run_");
    assertThat(names.isIdentity()).isFalse();
  }

  @Test
  void aNameBeginsWithALetterWhereItMust() {
    Rules letterFirst = new Rules(64, ".", false, false, true);
    ToolName digit = ToolName.function("3d");
    ToolName full = ToolName.function("3".repeat(64));
    ToolNames names = names(letterFirst, digit, full);
    assertThat(names.outgoing(digit)).isEqualTo("_3d");
    assertThat(names.outgoing(full)).hasSize(64).startsWith("_333");
    assertThat(names(Rules.PLAIN, digit).outgoing(digit)).isEqualTo("3d");
  }

  @Test
  void namespacesAreFlattenedWhereTheyAreUnknown() {
    ToolName search = named("mcp__docs", "search", Kind.FUNCTION);
    ToolName same = named("mcp__code", "search", Kind.FUNCTION);
    ToolNames flat = names(Rules.PLAIN, search, same);
    assertThat(flat.outgoing(search)).isEqualTo("mcp__docs__search");
    assertThat(flat.original("mcp__docs__search")).isEqualTo(search);
    assertThat(flat.original("mcp__code__search")).isEqualTo(same);
    assertThat(flat.isIdentity()).isFalse();
    ToolNames kept = names(EVERYTHING, search, same);
    assertThat(kept.outgoing(search)).isEqualTo("search");
    assertThat(kept.outgoing(same)).isEqualTo("search");
    assertThat(kept.original(same)).isEqualTo(same);
    assertThat(kept.isIdentity()).isTrue();
  }

  @Test
  void toolsThatWouldMeetUnderOneNameAreToldApart() {
    assertDistinct(
        Rules.PLAIN,
        named("a__b", "c", Kind.FUNCTION),
        named("a", "b__c", Kind.FUNCTION),
        ToolName.function("a__b__c"),
        ToolName.function("a__b.c"),
        named(null, "a__b__c", Kind.FREEFORM),
        ToolName.function(""),
        ToolName.function("_"),
        ToolName.function("My Server"),
        ToolName.function("My-Server"),
        ToolName.function("My_Server"));
  }

  @Test
  void aRealToolKeepsItsNameWhateverAliasWouldTakeIt() {
    ToolName longOne = ToolName.function("x".repeat(80));
    String taken = names(Rules.PLAIN, longOne).outgoing(longOne);
    ToolName real = ToolName.function(taken);
    ToolNames names = assertDistinct(Rules.PLAIN, longOne, real);
    assertThat(names.outgoing(real)).isEqualTo(taken);
  }

  @Test
  void namesOfUpTo300CharactersStayDistinct() {
    Random random = new Random(64);
    Set<ToolName> tools = new LinkedHashSet<>();
    for (int length = 1; length <= 300; length++) {
      String common = "mcp__server.".repeat(25).substring(0, length - 1);
      for (char last : new char[] {'a', '.', '_', 'é'}) {
        tools.add(ToolName.function(common + last));
        tools.add(named("ns" + random.nextInt(3), common + last, Kind.FREEFORM));
      }
    }
    ToolName[] all = tools.toArray(ToolName[]::new);
    assertDistinct(Rules.PLAIN, all);
    assertDistinct(new Rules(64, ".:", false, true, true), all);
    assertDistinct(EVERYTHING, all);
  }

  private static ToolNames assertDistinct(Rules rules, ToolName... tools) {
    ToolNames names = names(rules, tools);
    ToolNames again = names(rules, tools);
    Set<ToolName> sent = new HashSet<>();
    for (ToolName tool : tools) {
      String name = names.outgoing(tool);
      String space = rules.namespaces() ? tool.namespace() : null;
      assertThat(name).matches("[A-Za-z0-9_.:-]{1,64}");
      assertThat(sent.add(named(space, name, Kind.FUNCTION)))
          .as("one of its own: " + name)
          .isTrue();
      assertThat(names.original(named(space, name, Kind.FUNCTION))).isEqualTo(tool);
      assertThat(again.outgoing(tool)).as("always the same").isEqualTo(name);
    }
    return names;
  }

  @Test
  void namesOfHistoryAndChoiceAreTurnedTooAndAgreeWithTheTools() {
    ToolName tool = ToolName.function("a b");
    ToolName past = ToolName.function("a.b");
    ToolName chosen = ToolName.function("a/b");
    Message history =
        Message.of(Message.Role.ASSISTANT, List.of(new Part.ToolCall("1", past, Arguments.none())));
    ToolNames names =
        ToolNames.of(
            request(List.of(history), new ToolChoice.Named(chosen), List.of(tool)), Rules.PLAIN);
    assertThat(names.original("a_b")).isEqualTo(tool);
    assertThat(names.original(names.outgoing(past))).isEqualTo(past);
    assertThat(names.original(names.outgoing(chosen))).isEqualTo(chosen);
  }

  @Test
  void aFreeformToolBecomesAFunctionOfOneText() {
    ToolName patch = named(null, "apply_patch", Kind.FREEFORM);
    ToolNames names = names(Rules.PLAIN, patch);
    Str text = Str.of("*** Begin Patch\n+\"é🚀\"\\\n");
    assertThat(names.wraps(patch)).isTrue();
    assertThat(names.outgoing(patch, new Arguments.Text(text)).asObject().str("input"))
        .isEqualTo(text);
    assertThat(ToolNames.freeformSchema().text())
        .isEqualTo(
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},"
                + "\"required\":[\"input\"],\"additionalProperties\":false}");
    ToolNames knowing = names(EVERYTHING, patch);
    assertThat(knowing.wraps(patch)).isFalse();
    assertThat(knowing.isIdentity()).isTrue();
    assertThat(knowing.outgoing(patch, new Arguments.Text(text)))
        .isEqualTo(new Arguments.Text(text));
  }

  @Test
  void freeTextComesOutOfItsWrappingHoweverItIsStreamed() {
    ToolName patch = named("codex", "apply_patch", Kind.FREEFORM);
    ToolNames names = names(Rules.PLAIN, patch, ToolName.function("bash"));
    Str text = Str.of("*** Begin Patch\n+\"é🚀\"\\u0041\t{}\n");
    String json = names.outgoing(patch, new Arguments.Text(text)).asText().value();
    for (int size = 1; size <= json.length(); size++) {
      List<StreamEvent> restored = names.restore(streamed(names.outgoing(patch), json, size));
      assertThat(restored.get(1))
          .isEqualTo(new PartStarted(0, new Part.ToolCall("c", patch, Arguments.none())));
      assertThat(restored.get(2)).isEqualTo(new ArgumentsDelta(0, text));
      assertThat(restored.get(3)).isEqualTo(new PartEnded(0));
    }
    List<StreamEvent> whole = names.restore(streamed(names.outgoing(patch), json, 0));
    assertThat(whole.get(2)).isEqualTo(new ArgumentsDelta(0, text));
  }

  @Test
  void textThatIsNotWrappedAsAskedComesAsItIs() {
    ToolName patch = named(null, "apply_patch", Kind.FREEFORM);
    ToolNames names = names(Rules.PLAIN, patch);
    for (String odd :
        List.of("*** Begin", "{\"input\":5}", "{\"patch\":\"x\"}", "[1]", "\"x\"", "")) {
      assertThat(names.restore(streamed("apply_patch", odd, 3)).get(2))
          .isEqualTo(new ArgumentsDelta(0, Str.of(odd)));
    }
  }

  @Test
  void partsThatAreNoFreeformCallsPassAtOnce() {
    ToolName patch = named(null, "apply_patch", Kind.FREEFORM);
    ToolName odd = ToolName.function("my tool");
    ToolNames names = names(Rules.PLAIN, patch, odd);
    List<StreamEvent> heard = new ArrayList<>();
    var restorer = names.restoring(heard::add);
    restorer.accept(new PartStarted(0, new Part.Text(Str.EMPTY)));
    restorer.accept(new PartStarted(1, call("apply_patch")));
    restorer.accept(new ArgumentsDelta(1, Str.of("{\"inp")));
    restorer.accept(new TextDelta(0, Str.of("hello")));
    restorer.accept(new PartStarted(2, call("my_tool")));
    restorer.accept(new ArgumentsDelta(2, Str.of("{}")));
    restorer.accept(new ArgumentsDelta(1, Str.of("ut\":\"p\"}")));
    restorer.accept(new PartEnded(1));
    assertThat(heard)
        .containsExactly(
            new PartStarted(0, new Part.Text(Str.EMPTY)),
            new PartStarted(1, new Part.ToolCall("c", patch, Arguments.none())),
            new TextDelta(0, Str.of("hello")),
            new PartStarted(2, new Part.ToolCall("c", odd, Arguments.none())),
            new ArgumentsDelta(2, Str.of("{}")),
            new ArgumentsDelta(1, Str.of("p")),
            new PartEnded(1));
  }

  /// An answer with one call; pieces of `size` characters, or whole in its start where that is 0.
  private static List<StreamEvent> streamed(String name, String arguments, int size) {
    List<StreamEvent> events = new ArrayList<>();
    events.add(new Started("id", "m", null, Extras.NONE));
    if (size == 0) {
      Arguments whole = new Arguments.Whole((Obj) Json.parse(arguments));
      events.add(new PartStarted(0, new Part.ToolCall("c", ToolName.function(name), whole)));
    } else {
      events.add(new PartStarted(0, call(name)));
      for (int from = 0; from < arguments.length(); from += size) {
        int to = Math.min(arguments.length(), from + size);
        events.add(new ArgumentsDelta(0, Str.of(arguments.substring(from, to))));
      }
    }
    events.add(new PartEnded(0));
    events.add(new Finished(FinishReason.TOOL_CALLS, null, null, Extras.NONE));
    return events;
  }

  private static Part call(String name) {
    return new Part.ToolCall("c", ToolName.function(name), Arguments.none());
  }

  private static ToolName named(@Nullable String namespace, String name, Kind kind) {
    return new ToolName(name, namespace, kind);
  }

  private static ToolNames names(Rules rules, ToolName... tools) {
    return ToolNames.of(request(List.of(), null, List.of(tools)), rules);
  }

  private static ChatRequest request(
      List<Message> messages, @Nullable ToolChoice choice, List<ToolName> tools) {
    List<Tool> offered = new ArrayList<>();
    for (ToolName tool : tools) {
      offered.add(
          tool.kind() == Kind.FREEFORM
              ? new Tool.Freeform(tool, null, null)
              : new Tool.Function(tool, null, null, Tool.Options.NONE));
    }
    return new ChatRequest(
        "m", messages, new Toolbox(offered, choice, null), Settings.NONE, false, Extras.NONE);
  }
}
