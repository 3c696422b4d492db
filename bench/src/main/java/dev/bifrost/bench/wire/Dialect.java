package dev.bifrost.bench.wire;

import org.jspecify.annotations.Nullable;

/// A client language: where its door stands on the gateway and on a provider, and what ends its
/// streams.
public enum Dialect {
  /// Anthropic Messages.
  MESSAGES("messages", "anthropic", "/anthropic", "/v1/messages", "message_stop", "messages"),
  /// OpenAI Chat Completions.
  CHAT("chat", "openai", "/openai", "/v1/chat/completions", "[DONE]", "messages"),
  /// OpenAI Responses.
  RESPONSES("responses", "openai", "/openai", "/v1/responses", "response.completed", "input"),
  /// Gemini generateContent; the model and the action stand in the path.
  GEMINI("gemini", "gemini", "/genai", "/v1beta/models/", "finishReason", "contents");

  private final String word;
  private final String provider;
  private final String mount;
  private final String path;
  private final String terminal;
  private final String turns;

  Dialect(String word, String provider, String mount, String path, String terminal, String turns) {
    this.word = word;
    this.provider = provider;
    this.mount = mount;
    this.path = path;
    this.terminal = terminal;
    this.turns = turns;
  }

  /// Its name in profiles and resource files.
  public String word() {
    return word;
  }

  /// The configured provider that speaks it.
  public String provider() {
    return provider;
  }

  /// The prefix of its door on the gateway.
  public String mount() {
    return mount;
  }

  /// The words that stand in every complete stream, at its end.
  public String terminal() {
    return terminal;
  }

  /// The member of a request that holds the conversation.
  public String turns() {
    return turns;
  }

  /// Whether the model stands in the path instead of in the body.
  public boolean modelInPath() {
    return this == GEMINI;
  }

  /// The path and query to post to on a provider.
  public String target(String model, boolean streamed) {
    if (this != GEMINI) {
      return path;
    }
    return path + model + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }

  /// The dialect that is posted to at this path, whatever prefix it has; null for none.
  public static @Nullable Dialect ofPath(String pathAndQuery) {
    int query = pathAndQuery.indexOf('?');
    String bare = query < 0 ? pathAndQuery : pathAndQuery.substring(0, query);
    for (Dialect dialect : values()) {
      if (dialect.modelInPath() ? bare.contains(dialect.path) : bare.endsWith(dialect.path)) {
        return dialect;
      }
    }
    return null;
  }
}
