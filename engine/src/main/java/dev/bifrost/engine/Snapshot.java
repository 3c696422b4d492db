package dev.bifrost.engine;

import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.route.Router;
import java.util.SequencedMap;

/// One compiled configuration. Immutable; a request takes it once and keeps it to its end.
///
/// @param config what was said
/// @param providers who can be asked, by name
/// @param router finds who answers
public record Snapshot(
    Config config, SequencedMap<String, ActiveProvider> providers, Router router) {}
