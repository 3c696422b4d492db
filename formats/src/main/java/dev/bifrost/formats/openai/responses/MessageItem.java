package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Citation;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message of the output: texts and refusals that follow one another are its content.
final class MessageItem implements OutputItem {
  private final Events events;
  private final int index;
  private final String id;
  private final List<Content> contents = new ArrayList<>();

  MessageItem(Events events, int index, String id) {
    this.events = events;
    this.index = index;
    this.id = id;
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
    return contents.stream().allMatch(content -> content.ended);
  }

  @Override
  public void close() {
    contents.forEach(Content::end);
  }

  @Override
  public Obj whole(String status) {
    return item(status, Json.of(contents.stream().map(Content::part).toList()));
  }

  /// The item as it is when it is added.
  Obj begun() {
    return item("in_progress", Arr.empty());
  }

  private Obj item(String status, Arr content) {
    return Json.obj()
        .put("id", id)
        .put("type", "message")
        .put("status", status)
        .put("role", "assistant")
        .put("content", content)
        .build();
  }

  /// Starts a text.
  OpenPart text() {
    return begin(new Content("output_text", "text", "response.output_text"));
  }

  /// Starts a refusal.
  OpenPart refusal() {
    return begin(new Content("refusal", "refusal", "response.refusal"));
  }

  private OpenPart begin(Content content) {
    contents.add(content);
    send("response.content_part.added", content, "part", content.part());
    return content;
  }

  private void send(String type, Content content, String member, Json value) {
    ObjBuilder event =
        events.event(type, this).put("content_index", content.index).put(member, value);
    if (content.isText() && type.startsWith("response.output_text")) {
      event.put("logprobs", Arr.empty());
    }
    events.send(type, event);
  }

  /// One text or refusal.
  private final class Content implements OpenPart {
    private final int index = contents.size();
    private final String type;
    private final String member;
    private final String delta;
    private final String done;
    private final Pieces pieces = new Pieces();
    private final List<Json> annotations = new ArrayList<>();
    private final List<Citation> wholeText = new ArrayList<>();
    private boolean ended;

    Content(String type, String member, String events) {
      this.type = type;
      this.member = member;
      this.delta = events + ".delta";
      this.done = events + ".done";
    }

    boolean isText() {
      return type.equals("output_text");
    }

    @Override
    public void say(Str text) {
      if (!text.isEmpty()) {
        pieces.add(text);
        send(delta, this, "delta", text);
      }
    }

    /// A citation of the whole text waits for its end, which tells how long the text is.
    @Override
    public void cite(Citation citation) {
      if (citation.start() < 0 && citation.in(ResponsesFormat.NAME) == null) {
        wholeText.add(citation);
      } else {
        annotate(annotation(citation, citation.start(), citation.end()));
      }
    }

    private void annotate(@Nullable Obj annotation) {
      if (annotation == null || !isText()) {
        return;
      }
      String event = "response.output_text.annotation.added";
      events.send(
          event,
          events
              .event(event, MessageItem.this)
              .put("content_index", index)
              .put("annotation_index", annotations.size())
              .put("annotation", annotation));
      annotations.add(annotation);
    }

    @Override
    public void end() {
      if (ended) {
        return;
      }
      ended = true;
      Str text = pieces.joined();
      if (!wholeText.isEmpty()) {
        String said = text.value();
        int length = said.codePointCount(0, said.length());
        wholeText.forEach(citation -> annotate(annotation(citation, 0, length)));
      }
      send(done, this, member, text);
      send("response.content_part.done", this, "part", part());
    }

    Obj part() {
      ObjBuilder part = Json.obj().put("type", type);
      if (isText()) {
        part.put("annotations", Json.of(List.copyOf(annotations))).put("logprobs", Arr.empty());
      }
      return part.put(member, pieces.joined()).build();
    }
  }

  /// A citation in OpenAI's words; null where it cites what OpenAI has no words for.
  private static @Nullable Obj annotation(Citation citation, long start, long end) {
    Obj own = citation.in(ResponsesFormat.NAME);
    Str url = citation.url();
    if (own != null || url == null) {
      return own;
    }
    return Json.obj()
        .put("type", "url_citation")
        .put("start_index", start)
        .put("end_index", end)
        .put("url", url)
        .put("title", ItemReader.orEmpty(citation.title()))
        .build();
  }
}
