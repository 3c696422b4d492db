package dev.bifrost.engine.exchange;

import org.jspecify.annotations.Nullable;

/// A family of routes that speaks to one kind of client.
///
/// @param name how records call it: `v1`, `openai`, `cursor`, `anthropic`, `genai`
/// @param defaultProvider who serves a bare model name, where that provider is configured; null
///   where nobody does
/// @param isNative whether answers carry Bifrost's `extra_fields` (`/v1`)
public record Door(String name, @Nullable String defaultProvider, boolean isNative) {
  /// The gateway's own API.
  public static final Door NATIVE = new Door("v1", null, true);

  /// For OpenAI's SDKs and Codex.
  public static final Door OPENAI = new Door("openai", "openai", false);

  /// For Cursor, whose chat requests come in several dialects.
  public static final Door CURSOR = new Door("cursor", "openai", false);

  /// For Anthropic's SDKs and Claude Code.
  public static final Door ANTHROPIC = new Door("anthropic", "anthropic", false);

  /// For Google's SDKs and Gemini CLI.
  public static final Door GENAI = new Door("genai", "gemini", false);
}
