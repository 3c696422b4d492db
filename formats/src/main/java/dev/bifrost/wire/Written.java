package dev.bifrost.wire;

import dev.bifrost.json.Obj;
import java.util.List;

/// A request written in another format than the client's.
///
/// @param body the request
/// @param losses what had no counterpart, each once
/// @param names how to turn the answer's tool names back into the client's
public record Written(Obj body, List<Loss> losses, ToolNames names) {
  public Written {
    losses = List.copyOf(losses);
  }
}
