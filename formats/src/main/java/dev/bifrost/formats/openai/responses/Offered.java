package dev.bifrost.formats.openai.responses;

import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolName;
import dev.bifrost.chat.Toolbox;
import java.util.HashSet;
import java.util.Set;

/// Which tools of the client a toolbox offers. Without state.
final class Offered {
  private Offered() {}

  static Set<ToolName> names(Toolbox tools) {
    Set<ToolName> names = new HashSet<>();
    for (Tool tool : tools.tools()) {
      switch (tool) {
        case Tool.Function function -> names.add(function.name());
        case Tool.Freeform freeform -> names.add(freeform.name());
        case Tool.Server _ -> {}
      }
    }
    return names;
  }
}
