package dev.bifrost.server;

import dev.bifrost.engine.config.Config;

/// The first lines the process prints: where it listens, who answers, and what to try.
final class Greeting {
  private Greeting() {}

  static String text(Options options, ConfigSource source, int port, Config config, boolean demo) {
    String url = "http://" + options.host() + ":" + port;
    String from =
        demo
            ? "the built-in simulator"
                + (options.demo() ? "" : ", since there is no configuration and no key")
            : source.hasFile() ? source.file().toString() : "keys in the environment";
    String model = demo ? "openai/echo" : config.providerNames().get(0) + "/MODEL";
    return """
    Bifrost %s listens on %s
    providers: %s (from %s)
    try:
      curl -N %s/v1/chat/completions -H 'content-type: application/json' \\
        -d '{"model":"%s","stream":true,"messages":[{"role":"user","content":"Hello"}]}'
      ./bifrost run claude
    """
        .formatted(
            Version.current(), url, String.join(", ", config.providerNames()), from, url, model);
  }
}
