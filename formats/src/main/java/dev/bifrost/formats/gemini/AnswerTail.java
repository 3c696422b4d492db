package dev.bifrost.formats.gemini;

import dev.bifrost.chat.FinishReason;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an answer says beside its content, gathered over its chunks: why it ended in Google's word,
/// sources, ratings, details of the usage. It travels in the extras of the end, so a Gemini client
/// gets it back. One answer, one thread.
final class AnswerTail {
  /// Names of the extras' members.
  static final String FINISH_REASON = "finishReason";

  static final String CANDIDATE = "candidate";
  static final String USAGE = "usageMetadata";
  static final String RESPONSE = "response";

  private static final String GROUNDING = "groundingMetadata";
  private static final String CITATIONS = "citationMetadata";
  private static final String URL_CONTEXT = "urlContextMetadata";

  private final List<Obj> citationSources = new ArrayList<>();
  private Obj lastChunk = Obj.empty();
  private Obj lastCandidate = Obj.empty();
  private @Nullable Obj feedback;
  private @Nullable Obj grounding;
  private @Nullable Obj citations;
  private @Nullable Obj urlContext;

  void chunk(Obj chunk, @Nullable Obj promptFeedback) {
    lastChunk = chunk;
    feedback = promptFeedback == null ? feedback : promptFeedback;
  }

  void candidate(Obj candidate) {
    lastCandidate = candidate;
    Obj grounded = candidate.obj(GROUNDING);
    if (grounded != null && !grounded.isEmpty()) {
      grounding = grounded;
    }
    Obj urls = candidate.obj(URL_CONTEXT);
    if (urls != null && !urls.isEmpty()) {
      urlContext = urls;
    }
    Obj cited = candidate.obj(CITATIONS);
    if (cited != null) {
      citations = cited;
      citationSources.addAll(cited.list(sourcesName(cited)).objects());
    }
  }

  /// The Gemini API says `citationSources`, Vertex AI `citations`.
  private static String sourcesName(Obj cited) {
    return cited.has("citations") ? "citations" : "citationSources";
  }

  @Nullable Obj grounding() {
    return grounding;
  }

  List<Obj> citationSources() {
    return citationSources;
  }

  /// Whether the prompt was refused, so that there is no candidate.
  boolean isBlocked() {
    Obj said = feedback;
    return said != null && (said.has("blockReason") || said.has("blockReasonMessage"));
  }

  /// The extras of the end.
  ///
  /// @param word Google's word for the end, or null where it gave none
  Obj extras(@Nullable String word, FinishReason reason, Obj usage) {
    ObjBuilder extras = Json.obj();
    if (word == null) {
      extras.put(FINISH_REASON, Null.NULL);
    } else if (!word.equals(FinishWords.word(reason))) {
      extras.put(FINISH_REASON, word);
    }
    putFull(extras, CANDIDATE, candidateExtras());
    putFull(extras, USAGE, usage);
    putFull(extras, RESPONSE, responseExtras());
    return extras.build();
  }

  private static void putFull(ObjBuilder extras, String name, Obj value) {
    if (!value.isEmpty()) {
      extras.put(name, value);
    }
  }

  private Obj candidateExtras() {
    Obj others =
        lastCandidate.without("content", "index", FINISH_REASON, GROUNDING, CITATIONS, URL_CONTEXT);
    ObjBuilder extras = Json.obj().putAll(others);
    Obj cited = citations;
    if (cited != null) {
      extras.put(CITATIONS, cited.with(sourcesName(cited), Arr.of(citationSources)));
    }
    return extras.putIfPresent(GROUNDING, grounding).putIfPresent(URL_CONTEXT, urlContext).build();
  }

  private Obj responseExtras() {
    Obj others =
        lastChunk.without(
            "candidates", "usageMetadata", "promptFeedback", "modelVersion", "responseId");
    return Json.obj().putAll(others).putIfPresent("promptFeedback", feedback).build();
  }
}
