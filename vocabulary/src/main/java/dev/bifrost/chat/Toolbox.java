package dev.bifrost.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the model may call, and how freely.
///
/// @param tools in the order in which they were offered
/// @param choice whether it may, must or must not call one; null where the client did not say
/// @param parallel whether several calls at once are allowed; null where the client did not say
public record Toolbox(List<Tool> tools, @Nullable ToolChoice choice, @Nullable Boolean parallel) {
  /// No tools.
  public static final Toolbox EMPTY = new Toolbox(List.of(), null, null);

  public Toolbox {
    tools = List.copyOf(tools);
  }
}
