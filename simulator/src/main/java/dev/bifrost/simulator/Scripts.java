package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Settings.OutputShape;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.Usage;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the well-behaved models answer.
final class Scripts {
  private static final int SHORT = 200;
  private static final int BIG = 1 << 16;
  private static final String HARD_TEXT = "say \"hi\" to C:\\new 🌈 and\nénd; ";

  private Scripts() {}

  /// The events of an answer.
  ///
  /// @param model the name of a script; any other is an echo
  /// @param prompt what the request costs, nothing said yet
  static List<StreamEvent> of(String model, Asked asked, Usage prompt) {
    ChatRequest request = asked.request();
    Seals seals = new Seals(asked);
    Script script = new Script("simulator", prompt, seals);
    if (seals.thinks()) {
      script.think("Let me think about what was asked. ");
    }
    if (request.settings().output() instanceof OutputShape.JsonSchema shape) {
      return script.text(Samples.of(shape.schema()).text()).events();
    }
    return switch (model) {
      case "agent" -> AgentJob.play(request, script);
      case "tool-call" -> tools(request, script, 1);
      case "parallel-tools" -> tools(request, script, 3);
      case "big-64k" -> bigCall(request, script);
      default -> script.text(greeting(request)).events();
    };
  }

  private static String greeting(ChatRequest request) {
    String said = lastText(request);
    String cut = said.length() > SHORT ? said.substring(0, SHORT) + " …" : said;
    return "This is Bifrost's simulator: it needs no key and no internet. You said: " + cut;
  }

  /// The last text of the user, or an empty one.
  static String lastText(ChatRequest request) {
    for (Message message : request.messages().reversed()) {
      if (message.role() == Message.Role.USER) {
        for (Part part : message.parts().reversed()) {
          if (part instanceof Part.Text text) {
            return text.text().value();
          }
        }
      }
    }
    return "";
  }

  /// The results of tools behind the last thing the user said.
  static List<Part.ToolResult> results(ChatRequest request) {
    List<Part.ToolResult> results = new ArrayList<>();
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolResult result) {
          results.add(result);
        }
      }
    }
    return results;
  }

  /// The text of a result.
  static String text(Part.ToolResult result) {
    StringBuilder text = new StringBuilder();
    for (Part part : result.content()) {
      if (part instanceof Part.Text said) {
        text.append(said.text().value()).append(' ');
      }
    }
    return text.toString().strip();
  }

  private static List<StreamEvent> tools(ChatRequest request, Script script, int count) {
    List<Part.ToolResult> results = results(request);
    if (!results.isEmpty()) {
      return script.text("The tool says: " + text(results.getLast())).events();
    }
    List<Tool.Function> functions = functions(request);
    if (functions.isEmpty()) {
      return script.text("No function was offered that I could call.").events();
    }
    script.text("I will call a tool. ");
    for (int i = 0; i < count; i++) {
      Tool.Function function = functions.get(i % functions.size());
      script.call("call_sim" + i, function.name(), sample(function.parameters()));
    }
    return script.events();
  }

  /// A call with 64 kB of what is easily broken: quotes, backslashes, lines, characters of four
  /// bytes.
  private static List<StreamEvent> bigCall(ChatRequest request, Script script) {
    List<Tool.Function> functions = functions(request);
    if (functions.isEmpty() || !results(request).isEmpty()) {
      return script.text("There is nothing big to say.").events();
    }
    Tool.Function function = functions.getFirst();
    Obj arguments = sample(function.parameters());
    String name = arguments.isEmpty() ? "content" : arguments.members().getFirst().name();
    Str big = Str.of(HARD_TEXT.repeat(BIG / HARD_TEXT.length()));
    return script.call("call_big", function.name(), arguments.with(name, big)).events();
  }

  static List<Tool.Function> functions(ChatRequest request) {
    List<Tool.Function> functions = new ArrayList<>();
    for (Tool tool : request.tools().tools()) {
      if (tool instanceof Tool.Function function) {
        functions.add(function);
      }
    }
    return functions;
  }

  private static Obj sample(@Nullable Obj schema) {
    Json sample = schema == null ? Obj.empty() : Samples.of(schema);
    return sample instanceof Obj object ? object : Obj.empty();
  }
}
