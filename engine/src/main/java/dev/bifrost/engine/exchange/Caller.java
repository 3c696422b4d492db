package dev.bifrost.engine.exchange;

/// Who is asking.
public sealed interface Caller {
  /// Anybody: the gateway asks for no credential, and uses its own towards providers.
  record Anyone() implements Caller {}

  /// Somebody with a Claude login of their own: their headers go to Anthropic as they are, and no
  /// key of the gateway is used there.
  record ClaudeLogin() implements Caller {}
}
