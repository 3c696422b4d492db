package dev.bifrost.chat;

import java.util.List;

/// Whether the model may, must or must not call a tool.
public sealed interface ToolChoice {
  /// It may.
  record Auto() implements ToolChoice {}

  /// It must not.
  record None() implements ToolChoice {}

  /// It must call one.
  record Required() implements ToolChoice {}

  /// It must call this one.
  record Named(ToolName tool) implements ToolChoice {}

  /// Only these are allowed.
  ///
  /// @param required whether one of them must be called
  record Allowed(List<ToolName> tools, boolean required) implements ToolChoice {
    public Allowed {
      tools = List.copyOf(tools);
    }
  }
}
