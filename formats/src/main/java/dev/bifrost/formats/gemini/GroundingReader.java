package dev.bifrost.formats.gemini;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Part.SearchHit;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `groundingMetadata` and `citationMetadata` say, in our words: citations of the text, and
/// the web search that was made.
final class GroundingReader {
  /// What is cited.
  private record Source(Obj raw, @Nullable Str uri, @Nullable Str title, @Nullable Str quote) {}

  private GroundingReader() {}

  /// The citations that lie in the last text part.
  static List<Citation> citations(
      @Nullable Obj grounding, List<Obj> sources, TextOffsets.Snapshot text) {
    List<Citation> citations = new ArrayList<>();
    if (grounding != null) {
      List<Json> chunks = grounding.list("groundingChunks").values();
      for (Obj support : grounding.list("groundingSupports").objects()) {
        supported(support, chunks, text, citations);
      }
    }
    for (Obj source : sources) {
      add(
          source,
          new Source(source, source.str("uri"), source.str("title"), null),
          text,
          citations);
    }
    return citations;
  }

  private static void supported(
      Obj support, List<Json> chunks, TextOffsets.Snapshot text, List<Citation> citations) {
    Obj segment = support.obj("segment");
    if (segment == null) {
      return;
    }
    for (Json index : support.list("groundingChunkIndices")) {
      int at = index instanceof Num number ? number.intValue() : -1;
      if (at >= 0 && at < chunks.size() && chunks.get(at) instanceof Obj chunk) {
        add(segment, source(chunk), text, citations);
      }
    }
  }

  private static void add(
      Obj segment, Source source, TextOffsets.Snapshot text, List<Citation> citations) {
    long start = text.codePoint(segment.number("startIndex", 0));
    long end = text.codePoint(segment.number("endIndex", 0));
    if (start >= 0 && end >= 0) {
      Part.Raw raw = new Part.Raw(GeminiFormat.NAME, source.raw());
      citations.add(new Citation(source.uri(), source.title(), source.quote(), start, end, raw));
    }
  }

  /// A chunk holds one kind of source (`web`, `retrievedContext`, `maps`).
  private static Source source(Obj chunk) {
    for (Member member : chunk.members()) {
      if (member.value() instanceof Obj kind) {
        return new Source(chunk, kind.str("uri"), kind.str("title"), kind.str("text"));
      }
    }
    return new Source(chunk, null, null, null);
  }

  /// The web search that the metadata tells of: a call and its result, or nothing.
  static List<Part> search(Obj grounding, ToolIds ids) {
    Arr queries = grounding.list("webSearchQueries");
    if (queries.isEmpty()) {
      return List.of();
    }
    String id = ids.serverCall(null);
    Arr chunks = grounding.list("groundingChunks");
    return List.of(
        new Part.ServerToolCall(
            id, ServerToolKind.WEB_SEARCH, input(queries), raw("webSearchQueries", queries)),
        new Part.ServerToolResult(
            id, ServerToolKind.WEB_SEARCH, hits(chunks), raw("groundingChunks", chunks)));
  }

  private static Obj input(Arr queries) {
    ObjBuilder input = Json.obj();
    for (Json query : queries) {
      if (query instanceof Str text && !text.isEmpty()) {
        input.put("query", text);
        break;
      }
    }
    return input.put("queries", queries).build();
  }

  private static Part.Raw raw(String name, Arr value) {
    return new Part.Raw(GeminiFormat.NAME, Json.obj().put(name, value).build());
  }

  private static List<SearchHit> hits(Arr chunks) {
    List<SearchHit> hits = new ArrayList<>();
    for (Obj chunk : chunks.objects()) {
      Obj web = chunk.obj("web");
      Str uri = web == null ? null : web.str("uri");
      if (web != null && uri != null) {
        hits.add(new SearchHit(uri, web.str("title")));
      }
    }
    return hits;
  }
}
