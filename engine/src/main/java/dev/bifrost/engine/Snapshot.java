package dev.bifrost.engine;

import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.route.Router;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// One compiled configuration. Immutable; a request takes it once and keeps it to its end.
///
/// @param config what was said
/// @param providers who can be asked, by name
/// @param router finds who answers
public record Snapshot(
    Config config, SequencedMap<String, ActiveProvider> providers, Router router) {

  /// What the configuration says that nothing here uses yet, as paths.
  public List<String> notInUse() {
    Stream<String> silent =
        providers.values().stream()
            .filter(provider -> !provider.description().isSpoken())
            .map(provider -> "providers." + provider.name());
    return Stream.concat(config.notInUse().stream(), silent).toList();
  }
}
