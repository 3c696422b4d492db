package dev.bifrost.laws;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of an answer a format can tell at all, as lines of text: two answers that project alike are
/// the same to a client of that format.
///
/// Left out for every format: extras, and what only the format that made it understands (server
/// tools, unknown parts, raw citations).
///
/// @param format the format's name
/// @param ordered whether the order of parts of different kinds survives
/// @param reasons the finish reasons that it cannot tell, and what it tells instead
/// @param cacheWrites whether its usage tells what was written to the cache
/// @param hourly whether its usage tells the lifetime of what was written
/// @param stopTexts whether it tells which stop text was met
record Projection(
    String format,
    boolean ordered,
    Map<FinishReason, FinishReason> reasons,
    boolean cacheWrites,
    boolean hourly,
    boolean stopTexts) {

  static Projection of(String format) {
    return switch (format) {
      case "anthropic.messages" ->
          new Projection(
              format, true, Map.of(FinishReason.OTHER, FinishReason.STOP), true, true, true);
      case "openai.chat" -> new Projection(format, false, Map.of(), false, false, false);
      case "openai.responses" -> new Projection(format, true, Map.of(), false, false, false);
      case "gemini.generateContent" -> new Projection(format, true, Map.of(), false, false, false);
      default -> throw new IllegalArgumentException("no projection for " + format);
    };
  }

  /// The answer as a client of the format hears it.
  List<String> lines(ChatResponse answer) {
    List<String> parts = new ArrayList<>();
    answer.parts().forEach(part -> line(part, parts));
    List<String> lines = new ArrayList<>(ordered ? joined(parts) : grouped(parts));
    FinishReason reason = answer.finished().reason();
    lines.add("finish|" + reasons.getOrDefault(reason, reason));
    lines.add("stop|" + (stopTexts ? answer.finished().stopSequence() : null));
    Usage usage = answer.finished().usage();
    lines.add("usage|" + (usage == null ? null : usage(usage)));
    return lines;
  }

  private Usage usage(Usage usage) {
    return new Usage(
        usage.input(),
        usage.output(),
        usage.cacheRead(),
        cacheWrites ? usage.cacheWrite() : 0,
        hourly ? usage.cacheWriteHour() : 0,
        usage.reasoning());
  }

  private void line(Part part, List<String> lines) {
    switch (part) {
      case Part.Text(Str text, List<Citation> _) when text.isEmpty() -> {}
      case Part.Text(Str text, List<Citation> _) -> lines.add("text|" + text.value());
      case Part.Reasoning(Str text, Signature seal) -> {
        if (!text.isEmpty()) {
          lines.add("thought|" + text.value());
        }
        if (seal != null) {
          lines.add(seal(seal));
        }
      }
      case Part.ToolCall call ->
          lines.add(
              "call|" + call.id() + "|" + call.tool().name() + "|" + call.arguments().asObject());
      case Part.Refusal(Str text) -> lines.add("refusal|" + text.value());
      case Part.Image _,
          Part.Audio _,
          Part.Document _,
          Part.ToolResult _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _,
          Part.Unknown _ -> {}
    }
  }

  private static String seal(Signature seal) {
    Signature inside = Signature.open(seal.value());
    Signature told = inside == null ? seal : inside;
    return "seal|" + told.format() + "|" + told.value().value();
  }

  /// Neighbours of one kind joined.
  private static List<String> joined(List<String> parts) {
    List<String> joined = new ArrayList<>();
    for (String part : parts) {
      String last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && isText(part) && kind(part).equals(kind(last))) {
        joined.set(joined.size() - 1, last + part.substring(kind(part).length() + 1));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  /// All of one kind joined, in a fixed order of kinds.
  private static List<String> grouped(List<String> parts) {
    Map<String, List<String>> kinds = new TreeMap<>();
    parts.forEach(part -> kinds.computeIfAbsent(kind(part), _ -> new ArrayList<>()).add(part));
    List<String> grouped = new ArrayList<>();
    kinds.values().forEach(same -> grouped.addAll(joined(same)));
    return grouped;
  }

  private static boolean isText(String line) {
    return kind(line).equals("text") || kind(line).equals("thought");
  }

  private static String kind(String line) {
    return line.substring(0, line.indexOf('|'));
  }

  /// The first line in which two answers differ, or null.
  @Nullable String difference(ChatResponse said, ChatResponse heard) {
    List<String> one = lines(said);
    List<String> other = lines(heard);
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      String a = i < one.size() ? one.get(i) : "nothing";
      String b = i < other.size() ? other.get(i) : "nothing";
      if (!a.equals(b)) {
        return "said " + shown(a) + " heard " + shown(b);
      }
    }
    return null;
  }

  private static String shown(String line) {
    return line.length() > 160 ? line.substring(0, 160) + "…" : line;
  }
}
