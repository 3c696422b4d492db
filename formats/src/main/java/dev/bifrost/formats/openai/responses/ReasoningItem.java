package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Signature;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import org.jspecify.annotations.Nullable;

/// A thought of the output, told as its summary: that is what clients show.
final class ReasoningItem implements OutputItem, OpenPart {
  private final Events events;
  private final int index;
  private final String id;
  private final Pieces pieces = new Pieces();
  private @Nullable Signature seal;
  private boolean ended;

  ReasoningItem(Events events, int index, String id, @Nullable Signature seal) {
    this.events = events;
    this.index = index;
    this.id = id;
    this.seal = seal;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean isComplete() {
    return ended;
  }

  @Override
  public void close() {
    end();
  }

  /// The item as it is when it is added.
  Obj begun() {
    return Json.obj().put("id", id).put("type", "reasoning").put("summary", Arr.empty()).build();
  }

  @Override
  public Obj whole(String status) {
    return Json.obj()
        .put("id", id)
        .put("type", "reasoning")
        .put("summary", pieces.isEmpty() ? Arr.empty() : InputWriter.summary(pieces.joined()))
        .putIfPresent("encrypted_content", Seals.forClient(seal, id))
        .build();
  }

  @Override
  public void say(Str text) {
    if (text.isEmpty()) {
      return;
    }
    if (pieces.isEmpty()) {
      String type = "response.reasoning_summary_part.added";
      events.send(type, event(type).put("part", summary(Str.EMPTY)));
    }
    pieces.add(text);
    String type = "response.reasoning_summary_text.delta";
    events.send(type, event(type).put("delta", text));
  }

  @Override
  public void seal(Signature signature) {
    seal = signature;
  }

  @Override
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (!pieces.isEmpty()) {
      Str text = pieces.joined();
      String type = "response.reasoning_summary_text.done";
      events.send(type, event(type).put("text", text));
      type = "response.reasoning_summary_part.done";
      events.send(type, event(type).put("part", summary(text)));
    }
  }

  private ObjBuilder event(String type) {
    return events.event(type, this).put("summary_index", 0);
  }

  private static Obj summary(Str text) {
    return Json.obj().put("type", "summary_text").put("text", text).build();
  }
}
