package dev.bifrost.wire;

/// What routing needs of a request.
///
/// @param model the name as it stands in the request
/// @param stream whether a streamed answer is asked for
public record RequestHead(String model, boolean stream) {}
