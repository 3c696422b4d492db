package dev.bifrost.simulator;

import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The models by what they are named for. Safe for many threads.
final class Models {
  /// The names that lists tell. Faults may carry another number, and the script that they spoil.
  static final List<String> NAMES =
      List.of(
          "echo",
          "agent",
          "tool-call",
          "parallel-tools",
          "big-64k",
          "slow",
          "stall",
          "stall-after-3",
          "cut-0",
          "cut-after-3",
          "end-after-3",
          "error-in-stream",
          "malformed-frame",
          "429",
          "429-then-ok",
          "400-context",
          "401",
          "500",
          "503",
          "529",
          "html-502",
          "empty-200",
          "not-json-200",
          "strict-seals",
          "no-usage",
          "byte-by-byte",
          "crlf",
          "comments",
          "wrong-content-type",
          "gzip");

  private final Duration pace;
  private final Recordings recordings;
  private final Refusals refusals = new Refusals();
  private final PromptCache cache = new PromptCache();

  /// @param folder where recordings lie, or null
  Models(Duration pace, @Nullable Path folder) {
    this.pace = pace;
    this.recordings = new Recordings(folder);
  }

  /// What the model that was asked for answers.
  ///
  /// @param id the answer's id
  Play answer(Asked asked, String id) {
    ModelName name = ModelName.of(asked.request().model());
    Play instead = refusals.instead(name, asked);
    return instead == null ? Faults.spoilt(good(name, asked, id), name) : instead;
  }

  private Play good(ModelName name, Asked asked, String id) {
    if (!name.recording().isEmpty()) {
      Play recorded = recordings.play(name.recording(), pace);
      return recorded == null
          ? Voice.refusal(asked.format(), Refusals.failure(404, "there is no such recording"))
          : recorded;
    }
    Usage prompt = cache.use(asked);
    List<StreamEvent> events = Scripts.of(name.script(), asked, prompt);
    return new Voice(asked, id, pace).say(Faults.spoilt(events, name));
  }

  static Obj openAiList() {
    List<Obj> models =
        NAMES.stream()
            .map(name ->
                Json.obj()
                    .put("id", name)
                    .put("object", "model")
                    .put("created", 1_700_000_000L)
                    .put("owned_by", "simulator")
                    .build())
            .toList();
    return Json.obj().put("object", "list").put("data", Json.of(models)).build();
  }

  static Obj geminiList() {
    List<Obj> models =
        NAMES.stream().map(name -> Json.obj().put("name", "models/" + name).build()).toList();
    return Json.obj().put("models", Json.of(models)).build();
  }
}
