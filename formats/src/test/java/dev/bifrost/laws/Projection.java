package dev.bifrost.laws;

import static dev.bifrost.chat.FinishReason.CONTENT_FILTER;
import static dev.bifrost.chat.FinishReason.OTHER;
import static dev.bifrost.chat.FinishReason.PAUSE;
import static dev.bifrost.chat.FinishReason.REFUSAL;
import static dev.bifrost.chat.FinishReason.STOP;
import static dev.bifrost.chat.FinishReason.STOP_SEQUENCE;

import dev.bifrost.chat.ChatResponse;
import dev.bifrost.chat.Citation;
import dev.bifrost.chat.FinishReason;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Signature;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Str;
import dev.bifrost.wire.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What of an answer a format can tell at all, as lines of text: two answers that project alike are
/// the same to a client of that format.
///
/// Left out for every format: extras, what only the format that made it understands (server tools,
/// unknown parts, raw citations), empty texts and seals, and the place where one text ends and the
/// next begins. A refusal is a text where the format has no word for it. No usage is as much as a
/// usage of nothing, since strict clients insist on the member.
///
/// @param ordered whether the order of parts of different kinds survives
/// @param refusals whether a refusal is told from a text
/// @param reasons the finish reasons that it cannot tell, and what it tells instead
/// @param callIds the ids that it tells for others that would not fit
/// @param counts what its usage tells
record Projection(
    boolean ordered,
    boolean refusals,
    Map<FinishReason, FinishReason> reasons,
    UnaryOperator<String> callIds,
    UnaryOperator<Usage> counts) {

  static Projection of(String format) {
    return switch (format) {
      case "anthropic.messages" ->
          new Projection(
              true,
              false,
              Map.of(OTHER, STOP, CONTENT_FILTER, REFUSAL),
              id -> CallIds.fitting(id, 64, false),
              all ->
                  new Usage(
                      all.input(),
                      all.output(),
                      all.cacheRead(),
                      all.cacheWrite(),
                      all.cacheWriteHour(),
                      0));
      case "openai.chat" ->
          new Projection(
              false,
              true,
              Map.of(OTHER, STOP, STOP_SEQUENCE, STOP, PAUSE, STOP, REFUSAL, CONTENT_FILTER),
              UnaryOperator.identity(),
              Projection::withoutLifetimes);
      case "openai.responses" ->
          new Projection(
              true,
              true,
              Map.of(OTHER, STOP, STOP_SEQUENCE, STOP, REFUSAL, CONTENT_FILTER),
              UnaryOperator.identity(),
              Projection::withoutLifetimes);
      case "gemini.generateContent" ->
          new Projection(
              true,
              false,
              Map.of(STOP_SEQUENCE, STOP, PAUSE, OTHER, REFUSAL, CONTENT_FILTER),
              UnaryOperator.identity(),
              all -> new Usage(all.input(), all.output(), all.cacheRead(), 0, 0, all.reasoning()));
      default -> throw new IllegalArgumentException("no projection for " + format);
    };
  }

  private static Usage withoutLifetimes(Usage all) {
    return new Usage(
        all.input(), all.output(), all.cacheRead(), all.cacheWrite(), 0, all.reasoning());
  }

  /// The answer as a client of the format hears it.
  List<String> lines(ChatResponse answer) {
    List<String> parts = new ArrayList<>();
    answer.parts().forEach(part -> line(part, parts));
    List<String> lines = new ArrayList<>(ordered ? joined(parts) : grouped(parts));
    FinishReason reason = answer.finished().reason();
    boolean refused = refusals && lines.stream().anyMatch(line -> kind(line).equals("refusal"));
    lines.add("finish|" + (refused ? REFUSAL : reasons.getOrDefault(reason, reason)));
    Usage usage = answer.finished().usage();
    lines.add("usage|" + counts.apply(usage == null ? Usage.of(0, 0) : usage));
    return lines;
  }

  private void line(Part part, List<String> lines) {
    switch (part) {
      case Part.Text(Str text, List<Citation> _) when text.isEmpty() -> {}
      case Part.Text(Str text, List<Citation> _) -> lines.add("text|" + text.value());
      case Part.Reasoning(Str text, Signature seal) -> {
        if (!text.isEmpty()) {
          lines.add("thought|" + text.value());
        }
        if (seal != null && !seal.value().isEmpty()) {
          lines.add(seal(seal));
        }
      }
      case Part.ToolCall call ->
          lines.add(
              "call|"
                  + callIds.apply(call.id())
                  + "|"
                  + call.tool().name()
                  + "|"
                  + call.arguments().asObject());
      case Part.Refusal(Str text) -> lines.add((refusals ? "refusal|" : "text|") + text.value());
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
