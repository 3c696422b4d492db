package dev.bifrost.wire;

import dev.bifrost.json.Obj;

/// Facts about an answer that a machine cannot fetch by itself.
///
/// @param id the id to give the answer where the provider gave none that fits; letters and digits
///   only, without a format's prefix
/// @param model the model's name to tell the client where the provider tells none
/// @param createdSeconds when the answer began, in seconds since 1970
/// @param request the client's own request, for formats that echo parts of it
public record AnswerHead(String id, String model, long createdSeconds, Obj request) {}
