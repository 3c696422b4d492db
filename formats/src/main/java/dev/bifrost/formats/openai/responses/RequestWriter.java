package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Message.Role;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.chat.Settings.Thinking;
import dev.bifrost.chat.Tool;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import dev.bifrost.wire.Losses;
import dev.bifrost.wire.ToolNames;
import dev.bifrost.wire.Turns;
import dev.bifrost.wire.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes one request. What was read from this format is written item by item as it came; what came
/// from another is mended first. One request, one thread.
final class RequestWriter {
  private static final ToolNames.Rules RULES = new ToolNames.Rules(64, "", true, true);

  /// OpenAI's two dialects share these.
  private static final Set<String> SHARED =
      Set.of("safety_identifier", "prompt_cache_retention", "prompt_cache_options", "moderation");

  /// What only says how a provider of that format is to handle the request, never what it answers.
  private static final Set<String> HINTS =
      Set.of(
          "client_metadata",
          "context_management",
          "include",
          "labels",
          "metadata",
          "prediction",
          "stream_options");

  /// Claude Code's first system text, which changes in every session and would spoil prompt caches.
  private static final String BILLING = "x-anthropic-billing-header:";

  private static final Str PARAGRAPH = Str.of("\n\n");

  private final ChatRequest request;
  private final boolean own;
  private final boolean stored;
  private final ToolNames names;
  private final Losses losses = new Losses();
  private final ObjBuilder body = Json.obj();

  private RequestWriter(ChatRequest request) {
    this.request = request;
    this.own = ResponsesFormat.NAME.equals(request.extras().format());
    this.stored = Boolean.TRUE.equals(request.settings().handling().store());
    this.names = ToolNames.of(request, RULES);
  }

  static Written write(ChatRequest request) {
    return new RequestWriter(request).written();
  }

  private Written written() {
    body.put("model", request.model());
    messages();
    new ToolWriter(names, losses, own).write(request.tools(), body);
    Obj extras = extras();
    new SettingsWriter(losses, own, extras).write(request.settings(), body);
    store();
    if (request.stream()) {
      body.put("stream", true);
    }
    for (Member extra : extras.members()) {
      if (extra.name().indexOf('.') < 0) {
        body.put(extra.name(), extra.value());
      }
    }
    return new Written(body.build(), losses.all(), names);
  }

  private void messages() {
    InputWriter input = new InputWriter(names, losses, own, stored);
    List<Message> messages = request.messages();
    int first = 0;
    Str instructions = messages.isEmpty() ? null : instructions(messages.get(0));
    if (instructions != null) {
      first = 1;
      if (own || !instructions.isEmpty()) {
        body.put(RequestReader.INSTRUCTIONS, instructions);
      }
    }
    List<Message> rest = messages.subList(first, messages.size());
    body.put("input", input.write(own ? rest : Turns.mended(rest)));
  }

  /// The text that goes to `instructions`, or null where the message is an item of the input.
  private @Nullable Str instructions(Message message) {
    if (message.role() != Role.SYSTEM) {
      return null;
    }
    Obj mark = message.extras().in(ResponsesFormat.NAME);
    if (own && !mark.is("type", RequestReader.INSTRUCTIONS)) {
      return null;
    }
    List<Str> texts = new ArrayList<>();
    for (Part part : message.parts()) {
      switch (part) {
        case Part.Text(Str text, _) when own || !isBilling(text) -> {
          if (!texts.isEmpty()) {
            texts.add(PARAGRAPH);
          }
          texts.add(text);
        }
        case Part.Text _, Part.CachePoint _ -> {}
        default -> {
          return null;
        }
      }
    }
    return texts.isEmpty() ? Str.EMPTY : Str.join(texts);
  }

  private static boolean isBilling(Str text) {
    int length = BILLING.length();
    return text.rawLength() >= length && text.rawSlice(0, length).is(BILLING);
  }

  /// Unless the client wants its answers kept they are not, and reasoning then comes back sealed.
  private void store() {
    Boolean store = request.settings().handling().store();
    if (own) {
      if (store != null) {
        body.put("store", store);
      }
      return;
    }
    body.put("store", stored);
    List<Json> include = new ArrayList<>();
    if (reasons()) {
      include.add(Json.of("reasoning.encrypted_content"));
    }
    if (offersSearch()) {
      include.add(Json.of("web_search_call.action.sources"));
    }
    if (!include.isEmpty()) {
      body.put("include", Json.of(include));
    }
  }

  /// Models that do not reason refuse the asking for sealed reasoning.
  private boolean reasons() {
    Thinking thinking = request.settings().reasoning();
    return thinking != null
        && thinking.mode() != Thinking.Mode.OFF
        && thinking.effort() != Thinking.Effort.NONE;
  }

  private boolean offersSearch() {
    return request.tools().tools().stream()
        .anyMatch(tool ->
            tool instanceof Tool.Server server && server.kind() == ServerToolKind.WEB_SEARCH);
  }

  /// The extras that can be said here; the others are noted as losses.
  private Obj extras() {
    Obj said = request.extras().members();
    if (own) {
      return said;
    }
    boolean isSibling = "openai.chat".equals(request.extras().format());
    ObjBuilder kept = Json.obj();
    for (Member member : said.members()) {
      String name = member.name();
      if (isSibling && SHARED.contains(name)) {
        kept.put(name, member.value());
      } else if (isSibling && name.equals("verbosity")) {
        kept.put("text.verbosity", member.value());
      } else if (!HINTS.contains(name) && !isOneChoice(member)) {
        losses.add(name, "the Responses API has no such member");
      }
    }
    return kept.build();
  }

  private static boolean isOneChoice(Member member) {
    return member.key().is("n") && member.value() instanceof Num n && n.longValue() == 1;
  }
}
