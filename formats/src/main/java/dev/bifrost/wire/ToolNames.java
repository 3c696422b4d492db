package dev.bifrost.wire;

import dev.bifrost.chat.Arguments;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolChoice;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The names of one request's tools as the target format accepts them, and the way back for the
/// answer: namespaces are flattened, long or odd names get a short alias, freeform tools become
/// functions with one text. Aliases follow from the names alone, so the same conversation gives the
/// same bytes in every turn (prompt caches stay warm). Immutable.
public final class ToolNames {
  /// The one argument of the function that stands for a freeform tool.
  static final String FREEFORM_ARGUMENT = "input";

  /// What a format accepts.
  ///
  /// @param maxLength the most characters a name may have
  /// @param otherCharacters what a name may hold besides ASCII letters, digits, `_` and `-`
  /// @param namespaces whether the format knows namespaces
  /// @param freeform whether the format knows freeform tools
  /// @param letterFirst whether a name must begin with a letter or `_`
  public record Rules(
      int maxLength,
      String otherCharacters,
      boolean namespaces,
      boolean freeform,
      boolean letterFirst) {
    /// Letters, digits, `_` and `-`, 64 of them, plain functions only.
    public static final Rules PLAIN = new Rules(64, "", false, false);

    /// Rules that let a name begin with any of its characters.
    public Rules(int maxLength, String otherCharacters, boolean namespaces, boolean freeform) {
      this(maxLength, otherCharacters, namespaces, freeform, false);
    }
  }

  /// A tool as the target format names it.
  private record Sent(@Nullable String namespace, String name) {}

  private final Rules rules;
  private final Map<ToolName, String> aliases = new HashMap<>();
  private final Map<Sent, ToolName> originals = new HashMap<>();

  private ToolNames(Rules rules) {
    this.rules = rules;
  }

  /// The names of all tools that the request offers, chooses or remembers.
  public static ToolNames of(ChatRequest request, Rules rules) {
    ToolNames names = new ToolNames(rules);
    Set<ToolName> mentioned = mentioned(request);
    // Names that fit keep themselves; only then are aliases given, so that none takes a real tool's
    // name.
    for (ToolName tool : mentioned) {
      if (names.fits(tool)) {
        names.give(tool, tool.name());
      }
    }
    for (ToolName tool : mentioned) {
      if (!names.fits(tool)) {
        names.give(tool, names.alias(tool));
      }
    }
    return names;
  }

  private static Set<ToolName> mentioned(ChatRequest request) {
    Set<ToolName> mentioned = new LinkedHashSet<>();
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Function function -> mentioned.add(function.name());
        case Tool.Freeform freeform -> mentioned.add(freeform.name());
        case Tool.Server _ -> {}
      }
    }
    switch (request.tools().choice()) {
      case ToolChoice.Named(ToolName tool) -> mentioned.add(tool);
      case ToolChoice.Allowed allowed -> mentioned.addAll(allowed.tools());
      case ToolChoice.Auto _, ToolChoice.None _, ToolChoice.Required _ -> {}
      case null -> {}
    }
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolCall call) {
          mentioned.add(call.tool());
        }
      }
    }
    return mentioned;
  }

  /// The name to send for this tool.
  public String outgoing(ToolName tool) {
    String alias = aliases.get(tool);
    return alias != null ? alias : alias(tool);
  }

  /// Whether this tool's free text travels as the one argument of a function.
  public boolean wraps(ToolName tool) {
    return tool.kind() == ToolName.Kind.FREEFORM && !rules.freeform();
  }

  /// The arguments to send for a call of this tool.
  public Arguments outgoing(ToolName tool, Arguments arguments) {
    if (!wraps(tool)) {
      return arguments;
    }
    Str text =
        switch (arguments) {
          case Arguments.Text(Str free) -> free;
          case Arguments.Whole whole -> whole.asText();
        };
    return new Arguments.Whole(Json.obj().put(FREEFORM_ARGUMENT, text).build());
  }

  /// The JSON Schema of the function that stands for a freeform tool.
  public static Obj freeformSchema() {
    return Json.obj()
        .put("type", "object")
        .put(
            "properties",
            Json.obj().put(FREEFORM_ARGUMENT, Json.obj().put("type", "string").build()).build())
        .put("required", Json.of(List.of(Json.of(FREEFORM_ARGUMENT))))
        .put("additionalProperties", false)
        .build();
  }

  /// The tool that the answer means by this name outside any namespace.
  public ToolName original(String alias) {
    return original(ToolName.function(alias));
  }

  /// The tool that the answer means by this name.
  public ToolName original(ToolName answered) {
    return originals.getOrDefault(new Sent(answered.namespace(), answered.name()), answered);
  }

  /// Whether every name is its own, so that answers need no way back.
  public boolean isIdentity() {
    return aliases.entrySet().stream()
        .allMatch(given ->
            given.getKey().name().equals(given.getValue())
                && Objects.equals(given.getKey().namespace(), namespace(given.getKey()))
                && !wraps(given.getKey()));
  }

  /// A machine that turns the names of an answer's calls back and takes free text out of its
  /// wrapping. One stream, one thread.
  public Consumer<StreamEvent> restoring(Consumer<? super StreamEvent> next) {
    return isIdentity() ? next::accept : new ToolRestorer(this, next);
  }

  /// The same for a whole answer.
  public List<StreamEvent> restore(List<StreamEvent> events) {
    List<StreamEvent> restored = new ArrayList<>(events.size());
    events.forEach(restoring(restored::add));
    return restored;
  }

  private void give(ToolName tool, String name) {
    String free = name;
    for (int attempt = 1; originals.containsKey(new Sent(namespace(tool), free)); attempt++) {
      free = marked(name, tool, attempt);
    }
    aliases.put(tool, free);
    originals.put(new Sent(namespace(tool), free), tool);
  }

  /// The namespace that is sent beside the name.
  private @Nullable String namespace(ToolName tool) {
    return rules.namespaces() ? tool.namespace() : null;
  }

  private boolean fits(ToolName tool) {
    return alias(tool).equals(tool.name()) && Objects.equals(tool.namespace(), namespace(tool));
  }

  private String alias(ToolName tool) {
    String spelled = spelled(tool);
    return spelled.length() <= rules.maxLength() ? spelled : marked(spelled, tool, 0);
  }

  /// The whole name in characters that the target accepts, the namespace before it where the target
  /// has no other place for that.
  private String spelled(ToolName tool) {
    boolean flattened = !Objects.equals(tool.namespace(), namespace(tool));
    String whole = flattened ? tool.namespace() + "__" + tool.name() : tool.name();
    StringBuilder spelled = new StringBuilder(whole.length() + 1);
    if (whole.isEmpty() || (rules.letterFirst() && !isLetter(whole.charAt(0)))) {
      spelled.append('_');
    }
    whole.chars().forEach(c -> spelled.append(isAllowed(c) ? (char) c : '_'));
    return spelled.toString();
  }

  private boolean isAllowed(int c) {
    return isLetter(c)
        || (c >= '0' && c <= '9')
        || c == '-'
        || rules.otherCharacters().indexOf(c) >= 0;
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  /// The name, shortened where it must be, with a checksum that tells two tools apart.
  private String marked(String name, ToolName tool, int attempt) {
    CRC32 sum = new CRC32();
    String whole = tool.namespace() + "\n" + tool.name() + "\n" + tool.kind() + attempt;
    sum.update(whole.getBytes(StandardCharsets.UTF_8));
    String mark = "_" + Long.toHexString(0x1_0000_0000L | sum.getValue()).substring(1);
    return name.substring(0, Math.min(name.length(), rules.maxLength() - mark.length())) + mark;
  }
}
