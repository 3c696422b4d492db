package dev.bifrost.engine.access;

import dev.bifrost.engine.exchange.Caller;
import dev.bifrost.engine.exchange.ClientRequest;
import dev.bifrost.engine.exchange.Door;

/// Tells who is asking by the credential that came along.
public final class Authenticator {
  private static final String CLAUDE_TOKEN = "Bearer sk-ant-oat";

  /// Identifies the caller. A bearer that is an Anthropic OAuth token, with no `x-api-key` beside
  /// it, is a Claude login (as measured with Claude Code 2.1.330).
  public Caller identify(ClientRequest request) {
    String bearer = request.headers().first("authorization");
    boolean login =
        request.route().door().equals(Door.ANTHROPIC)
            && bearer != null
            && bearer.startsWith(CLAUDE_TOKEN)
            && request.headers().first("x-api-key") == null;
    return login ? new Caller.ClaudeLogin() : new Caller.Anyone();
  }
}
