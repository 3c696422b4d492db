package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers what another model cited and searched, to say it as `groundingMetadata`. What Gemini
/// itself said travels in the extras and is passed over here. One answer, one thread.
final class GroundingWriter {
  /// A citation and where its text part lies in the whole text.
  private record Cited(Citation citation, TextOffsets.Snapshot text) {}

  private final Map<Str, Integer> sources = new LinkedHashMap<>();
  private final List<Json> chunks = new ArrayList<>();
  private final List<Cited> cited = new ArrayList<>();
  private final Set<Str> queries = new LinkedHashSet<>();

  /// The citations of a text part that has just ended.
  void cited(List<Citation> citations, TextOffsets offsets) {
    if (citations.isEmpty()) {
      return;
    }
    TextOffsets.Snapshot text = offsets.snapshot();
    for (Citation citation : citations) {
      Str url = citation.url();
      if (url != null && citation.in(GeminiFormat.NAME) == null) {
        source(url, citation.title());
        cited.add(new Cited(citation, text));
      }
    }
  }

  /// A tool that the provider ran.
  void searched(Part.ServerToolCall call) {
    boolean foreign = !call.raw().format().equals(GeminiFormat.NAME);
    Str query = call.input().str("query");
    if (foreign && call.kind() == ServerToolKind.WEB_SEARCH && query != null) {
      queries.add(query);
    }
  }

  /// What such a tool found.
  void found(Part.ServerToolResult result) {
    if (!result.raw().format().equals(GeminiFormat.NAME)) {
      result.hits().forEach(hit -> source(hit.url(), hit.title()));
    }
  }

  private void source(Str url, @Nullable Str title) {
    if (sources.putIfAbsent(url, chunks.size()) == null) {
      Obj web = Json.obj().put("uri", url).putIfPresent("title", title).build();
      chunks.add(Json.obj().put("web", web).build());
    }
  }

  /// The metadata, or null where nothing was cited or searched.
  @Nullable Obj metadata() {
    if (chunks.isEmpty() && queries.isEmpty()) {
      return null;
    }
    List<Json> supports = new ArrayList<>(cited.size());
    cited.forEach(one -> supports.add(support(one)));
    ObjBuilder metadata = Json.obj();
    if (!queries.isEmpty()) {
      metadata.put("webSearchQueries", Json.of(List.copyOf(queries)));
    }
    metadata.put("groundingChunks", Json.of(chunks));
    if (!supports.isEmpty()) {
      metadata.put("groundingSupports", Json.of(supports));
    }
    return metadata.build();
  }

  private Obj support(Cited one) {
    Citation citation = one.citation();
    TextOffsets.Snapshot text = one.text();
    boolean whole = citation.start() < 0 || citation.end() < 0;
    long start = whole ? text.before() : text.wholeByte(citation.start());
    long end = whole ? (long) text.before() + text.part().length : text.wholeByte(citation.end());
    int index = sources.getOrDefault(citation.url(), 0);
    Obj segment =
        Json.obj()
            .put("startIndex", start)
            .put("endIndex", end)
            .put("text", text.slice(start, end))
            .build();
    return Json.obj()
        .put("segment", segment)
        .put("groundingChunkIndices", Json.of(List.of(Json.of(index))))
        .build();
  }
}
