package dev.bifrost.recordings;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One recorded exchange with a provider; see the README of the recordings for the form.
///
/// @param file its path below the recordings' folder, which names it in test reports
/// @param index its line of the index: provider, api, model, stream, status, features
/// @param content the whole file
public record Recording(String file, Obj index, Obj content) {

  /// The wire format, such as `openai.chat`.
  public String api() {
    return index.text("api", "");
  }

  /// Who answered.
  public String provider() {
    return index.text("provider", "");
  }

  /// The HTTP status of the answer.
  public int status() {
    return (int) index.number("status", 0);
  }

  /// The path that was called, or an empty text where the source had no request.
  public String path() {
    Obj request = content.obj("request");
    return request == null ? "" : request.text("path", "");
  }

  /// The request's JSON body, or null where the source had none.
  public @Nullable Obj requestBody() {
    Obj request = content.obj("request");
    return request == null ? null : request.obj("body");
  }

  /// The JSON answer, or null where it was streamed or is no JSON.
  public @Nullable Json body() {
    Obj response = content.obj("response");
    return response == null ? null : response.get("body");
  }

  /// The bytes of the event stream, or null where the answer was not streamed.
  public byte @Nullable [] eventStream() {
    Obj response = content.obj("response");
    String text = response == null ? null : response.text("sse");
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /// Whether the index carries this feature, such as `resp:citations`.
  public boolean has(String feature) {
    return index.list("features").values().contains(Json.of(feature));
  }

  @Override
  public String toString() {
    return file;
  }
}
