package dev.bifrost.bench.load;

import dev.bifrost.bench.wire.Dialect;
import java.net.InetSocketAddress;

/// What is sent, and what must come back.
///
/// @param server where to
/// @param request the whole request, head and body
/// @param dialect the language of the answer
/// @param stamps how many stamps a complete answer holds at least
/// @param streamed whether the answer is an event stream with an end of its own
public record Plan(
    InetSocketAddress server, byte[] request, Dialect dialect, int stamps, boolean streamed) {}
