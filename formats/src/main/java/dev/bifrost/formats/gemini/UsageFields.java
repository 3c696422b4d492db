package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Usage;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `usageMetadata`. The prompt's count includes what was cached; thoughts and what the provider's
/// own tools put into the prompt are counted beside (recorded: the total is the sum of all four).
final class UsageFields {
  private static final String TOOL_USE = "toolUsePromptTokenCount";

  private static final Set<String> COUNTS =
      Set.of(
          "promptTokenCount",
          "candidatesTokenCount",
          "thoughtsTokenCount",
          "cachedContentTokenCount",
          "totalTokenCount");

  private long prompt = -1;
  private long candidates = -1;
  private long thoughts;
  private long cached;
  private long toolUse;
  private Obj last = Obj.empty();

  /// Takes what a chunk says; the counts of later chunks replace those of earlier ones.
  void accept(Obj metadata) {
    prompt = metadata.number("promptTokenCount", prompt);
    candidates = metadata.number("candidatesTokenCount", candidates);
    thoughts = metadata.number("thoughtsTokenCount", thoughts);
    cached = metadata.number("cachedContentTokenCount", cached);
    toolUse = metadata.number(TOOL_USE, toolUse);
    last = metadata;
  }

  /// The usage, or null where nothing was counted.
  @Nullable Usage usage() {
    if (prompt < 0 && candidates < 0) {
      return null;
    }
    return new Usage(
        Math.max(prompt, 0) + toolUse, Math.max(candidates, 0) + thoughts, cached, 0, 0, thoughts);
  }

  /// What else the last chunk said: details by modality, the tier, the tools' share. Entries of
  /// details that count nothing go: clients insist on the count.
  Obj others() {
    ObjBuilder others = Json.obj();
    for (Member member : last.members()) {
      boolean details = member.name().endsWith("TokensDetails");
      if (details && member.value() instanceof Arr entries) {
        List<Obj> counted =
            entries.objects().stream().filter(entry -> entry.has("tokenCount")).toList();
        others.putIfPresent(member.name(), counted.isEmpty() ? null : Json.of(counted));
      } else if (!COUNTS.contains(member.name())) {
        others.put(member.name(), member.value());
      }
    }
    return others.build();
  }

  /// The member's value for a client, or null where there is nothing to say.
  ///
  /// @param others what Gemini itself said beside the counts
  static @Nullable Obj write(@Nullable Usage usage, Obj others) {
    if (usage == null) {
      return others.isEmpty() ? null : others;
    }
    ObjBuilder written =
        Json.obj()
            .put("promptTokenCount", usage.input() - others.number(TOOL_USE, 0))
            .put("candidatesTokenCount", usage.output() - usage.reasoning())
            .put("totalTokenCount", usage.total());
    if (usage.reasoning() > 0) {
      written.put("thoughtsTokenCount", usage.reasoning());
    }
    if (usage.cacheRead() > 0) {
      written.put("cachedContentTokenCount", usage.cacheRead());
    }
    return written.putAll(others).build();
  }
}
