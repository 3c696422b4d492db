package dev.bifrost.server.http;

import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The conversations of one socket by the id of their last response, the newest few. One thread.
final class SocketMemory {
  /// Clients continue from the last response, or from the one before when a turn failed.
  private static final int MOST = 4;

  private final SequencedMap<String, Obj> conversations = new LinkedHashMap<>();

  /// The request with the conversation before it put in place of `previous_response_id`. What the
  /// client says anew wins over what it said before; what it leaves out (tools, instructions) stays
  /// as it was.
  ///
  /// @throws Failed `BAD_REQUEST` where it names a response that is not known here
  Obj completed(Obj message) {
    String previous = message.text("previous_response_id");
    if (previous == null) {
      return message;
    }
    Obj before = conversations.get(previous);
    if (before == null) {
      throw Failed.at(
          "previous_response_id",
          Failure.Kind.BAD_REQUEST,
          "the response " + previous + " is not known on this connection; send the whole input");
    }
    Obj whole = before;
    for (var member : message.without("previous_response_id", "input").members()) {
      whole = whole.with(member.name(), member.value());
    }
    List<Json> input = new ArrayList<>(items(before));
    input.addAll(items(message));
    return whole.with("input", Json.of(input)).without("generate");
  }

  /// Remembers a conversation: this request and what was answered.
  void remember(String id, Obj request, Json output) {
    List<Json> input = new ArrayList<>(items(request));
    if (output instanceof Arr answered) {
      input.addAll(answered.values());
    }
    conversations.put(id, request.with("input", Json.of(input)));
    while (conversations.size() > MOST) {
      conversations.pollFirstEntry();
    }
  }

  /// Remembers the conversation that a `response.completed` ended.
  void keep(Obj response, Obj request) {
    String id = response.text("id");
    if (id != null) {
      remember(id, request, response.list("output"));
    }
  }

  private static List<Json> items(Obj request) {
    return switch (request.get("input")) {
      case Arr items -> items.values();
      case Str text ->
          List.of(
              Json.obj().put("type", "message").put("role", "user").put("content", text).build());
      case null, default -> List.of();
    };
  }
}
