package dev.bifrost.simulator;

import dev.bifrost.transport.Headers;

/// A request that the simulator got.
///
/// @param target path and query as they came
public record Received(String method, String target, Headers headers, byte[] body) {}
