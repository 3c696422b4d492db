package dev.bifrost.formats.gemini;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ids of calls. Gemini often gives none and pairs calls and results by name and order; here
/// every call has one that follows from its place, so the same conversation always gets the same.
/// One conversation or one answer, one thread.
final class ToolIds {
  private final String mark;
  private final Map<String, String> openNames = new HashMap<>();
  private final Map<String, Deque<String>> openIds = new HashMap<>();
  private int calls;
  private int serverCalls;
  private String lastServerCall = "";
  private boolean answering;

  private ToolIds(String mark) {
    this.mark = mark;
  }

  /// For a conversation: `call_<n>_<name>`.
  static ToolIds ofConversation() {
    return new ToolIds("");
  }

  /// For an answer: `call_<n>_<id of the answer>`, so that calls of two answers differ;
  /// `call_<n>_<name>` where the answer has no id.
  static ToolIds ofAnswer(String answerId) {
    return new ToolIds(answerId);
  }

  /// The id of a call that has none, at this place of a conversation.
  static String made(int place, String name) {
    return "call_" + place + "_" + name;
  }

  private String own(String name) {
    return made(calls++, mark.isEmpty() ? name : mark);
  }

  /// The id of the next call.
  String call(@Nullable String given, String name) {
    if (answering) {
      openNames.clear();
      openIds.clear();
      answering = false;
    }
    String own = own(name);
    String id = given == null || given.isEmpty() ? own : given;
    openNames.put(id, name);
    openIds.computeIfAbsent(name, _ -> new ArrayDeque<>()).add(id);
    return id;
  }

  /// The id of the call that a result answers: the open call of that id, else the first open one of
  /// that name; else an id of its own, of a result without a call.
  String result(@Nullable String given, String name) {
    answering = true;
    String called = given == null ? null : openNames.remove(given);
    if (given != null && called != null) {
      openIds.getOrDefault(called, new ArrayDeque<>()).remove(given);
      return given;
    }
    Deque<String> ofName = openIds.get(name);
    String first = ofName == null ? null : ofName.poll();
    if (first != null) {
      openNames.remove(first);
      return first;
    }
    return given == null || given.isEmpty() ? own(name) : given;
  }

  /// Whether calls wait for a result of the client.
  boolean hasOpenCalls() {
    return !openNames.isEmpty();
  }

  /// The id of a tool run by the provider.
  String serverCall(@Nullable String given) {
    String own = mark.isEmpty() ? "" : "_" + mark;
    lastServerCall = given == null || given.isEmpty() ? "server_" + serverCalls++ + own : given;
    return lastServerCall;
  }

  /// The id of the provider's call that a result belongs to: the last one's where it has none.
  String serverResult(@Nullable String given) {
    return given == null || given.isEmpty() ? lastServerCall : given;
  }
}
