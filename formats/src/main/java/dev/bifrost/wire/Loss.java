package dev.bifrost.wire;

/// Something a format cannot carry. It is listed in the response header `x-bifrost-dropped` and
/// refused in strict mode.
///
/// @param what the thing's name as the client spells it, such as `top_k` or `tools.web_search`;
///   ASCII letters, digits and `._-:[]`
/// @param why one clause for a person
public record Loss(String what, String why) {}
