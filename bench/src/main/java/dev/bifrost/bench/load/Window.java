package dev.bifrost.bench.load;

import java.time.Duration;

/// The three parts of a run.
///
/// @param settle load that is not measured
/// @param length load that is measured
/// @param drain how long to wait afterwards for what is still on its way; what has not come by then
///   is an error
public record Window(Duration settle, Duration length, Duration drain) {}
