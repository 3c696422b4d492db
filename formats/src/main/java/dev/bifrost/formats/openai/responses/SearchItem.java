package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Part;
import dev.bifrost.chat.ServerToolKind;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import dev.bifrost.json.Str;
import java.util.List;

/// A web search, or the opening of a page, that another format's provider ran. Its result, which
/// follows, gives the sources and completes it.
final class SearchItem implements OutputItem, OpenPart {
  private final Events events;
  private final int index;
  private final String id;
  private final Part.ServerToolCall call;
  private List<Part.SearchHit> hits = List.of();
  private boolean ended;
  private boolean closed;

  SearchItem(Events events, int index, String id, Part.ServerToolCall call) {
    this.events = events;
    this.index = index;
    this.id = id;
    this.call = call;
  }

  /// Whether OpenAI has an item for such a call.
  static boolean canSay(Part.ServerToolCall call) {
    return call.kind() == ServerToolKind.WEB_SEARCH || call.kind() == ServerToolKind.WEB_FETCH;
  }

  @Override
  public int index() {
    return index;
  }

  @Override
  public String id() {
    return id;
  }

  /// Until its result comes it waits for the next part.
  @Override
  public boolean isComplete() {
    return ended;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      send("response.web_search_call.completed");
    }
  }

  /// Tells that the search is under way.
  void begin() {
    send("response.web_search_call.in_progress");
    send("response.web_search_call.searching");
  }

  private void send(String type) {
    events.send(type, events.event(type, this));
  }

  /// Whether this is the call that the result answers.
  boolean isAnsweredBy(Part.ServerToolResult result) {
    return result.callId().equals(call.id());
  }

  void found(List<Part.SearchHit> pages) {
    hits = pages;
  }

  /// The item as it is when it is added.
  Obj begun() {
    return Json.obj()
        .put("id", id)
        .put("type", "web_search_call")
        .put("status", "in_progress")
        .build();
  }

  @Override
  public Obj whole(String status) {
    return Json.obj()
        .put("id", id)
        .put("type", "web_search_call")
        .put("status", status.equals("completed") ? status : "failed")
        .put("action", action())
        .build();
  }

  private Obj action() {
    Str url = call.input().str("url");
    if (call.kind() == ServerToolKind.WEB_FETCH && url != null) {
      return Json.obj().put("type", "open_page").put("url", url).build();
    }
    Str query = ItemReader.orEmpty(call.input().str("query"));
    ObjBuilder action = Json.obj().put("type", "search").put("query", query);
    if (!hits.isEmpty()) {
      action.put("sources", Arr.of(hits.stream().map(SearchItem::source).toList()));
    }
    return action.build();
  }

  private static Obj source(Part.SearchHit hit) {
    return Json.obj().put("type", "url").put("url", hit.url()).build();
  }

  @Override
  public void say(Str text) {
    // A search comes whole.
  }

  @Override
  public void end() {
    ended = true;
  }
}
