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
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

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
  public record Rules(int maxLength, String otherCharacters, boolean namespaces, boolean freeform) {
    /// Letters, digits, `_` and `-`, 64 of them, plain functions only.
    public static final Rules PLAIN = new Rules(64, "", false, false);
  }

  private final Rules rules;
  private final Map<ToolName, String> aliases = new HashMap<>();
  private final Map<String, ToolName> originals = new HashMap<>();

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
      case null, default -> {}
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
    return alias != null ? alias : fits(tool) ? tool.name() : alias(tool);
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

  /// The tool that the answer means by this name.
  public ToolName original(String alias) {
    ToolName known = originals.get(alias);
    return known == null ? ToolName.function(alias) : known;
  }

  /// Whether every name is its own, so that answers need no way back.
  public boolean isIdentity() {
    return originals.entrySet().stream()
        .allMatch(known -> known.getValue().equals(ToolName.function(known.getKey())));
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
    String free = originals.containsKey(name) ? shortened(name, tool) : name;
    aliases.put(tool, free);
    originals.put(free, tool);
  }

  private boolean fits(ToolName tool) {
    return (tool.namespace() == null || rules.namespaces())
        && !tool.name().isEmpty()
        && tool.name().length() <= rules.maxLength()
        && tool.name().chars().allMatch(this::isAllowed);
  }

  private boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || rules.otherCharacters().indexOf(c) >= 0;
  }

  private String alias(ToolName tool) {
    String full =
        tool.namespace() == null || rules.namespaces()
            ? tool.name()
            : tool.namespace() + "__" + tool.name();
    StringBuilder clean = new StringBuilder(full.length());
    full.chars().forEach(c -> clean.append(isAllowed(c) ? (char) c : '_'));
    String alias = clean.toString();
    return alias.isEmpty() || alias.length() > rules.maxLength() ? shortened(alias, tool) : alias;
  }

  /// The name cut to fit, with a checksum of the whole so that two long names stay two.
  private String shortened(String name, ToolName tool) {
    CRC32 sum = new CRC32();
    sum.update((tool.namespace() + "\n" + tool.name()).getBytes(StandardCharsets.UTF_8));
    String mark = "_" + Long.toHexString(0x1_0000_0000L | sum.getValue()).substring(1);
    return name.substring(0, Math.min(name.length(), rules.maxLength() - mark.length())) + mark;
  }
}
