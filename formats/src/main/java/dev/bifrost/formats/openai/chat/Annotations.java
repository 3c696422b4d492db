package dev.bifrost.formats.openai.chat;

import dev.bifrost.chat.Citation;
import dev.bifrost.chat.Part;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sources that an answer cites: `annotations` of kind `url_citation`, and the bare addresses of
/// Perplexity's `citations`.
final class Annotations {
  private Annotations() {}

  /// The citations of a message or delta.
  static List<Citation> read(Obj message) {
    List<Citation> citations = new ArrayList<>();
    for (Obj annotation : message.list("annotations").objects()) {
      Obj url = annotation.obj("url_citation");
      if (url != null) {
        citations.add(
            new Citation(
                url.str("url"),
                url.str("title"),
                url.str("content"),
                url.number("start_index", -1),
                url.number("end_index", -1),
                new Part.Raw(ChatFormat.NAME, annotation)));
      }
    }
    return citations;
  }

  /// The citations that stand at the top of an answer.
  static List<Citation> top(Obj answer) {
    List<Citation> citations = new ArrayList<>();
    for (Json item : answer.list("citations")) {
      if (item instanceof Str url) {
        citations.add(new Citation(url, null, null, -1, -1, new Part.Raw(ChatFormat.NAME, url)));
      }
    }
    return citations;
  }

  /// The citation as the format tells it, or null where it names no page.
  static @Nullable Obj write(Citation citation) {
    Obj own = citation.in(ChatFormat.NAME);
    if (own != null || citation.url() == null) {
      return own;
    }
    return Json.obj()
        .put("type", "url_citation")
        .put(
            "url_citation",
            Json.obj()
                .put("url", citation.url())
                .put("title", Objects.requireNonNullElse(citation.title(), citation.url()))
                .put("start_index", Math.max(0, citation.start()))
                .put("end_index", Math.max(0, citation.end()))
                .build())
        .build();
  }
}
