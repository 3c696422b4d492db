package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.StreamEvent;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.ToolName;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.ObjBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The model `agent`: a file job for any coding agent. It writes `bifrost-proof.txt` with the
/// agent's own tools, reads it back and tells the content. The tools are recognised by name and
/// schema, so one script serves every agent in every dialect.
final class AgentJob {
  private static final String FILE = "bifrost-proof.txt";

  private final ChatRequest request;
  private final Script script;

  private AgentJob(ChatRequest request, Script script) {
    this.request = request;
    this.script = script;
  }

  static List<StreamEvent> play(ChatRequest request, Script script) {
    return new AgentJob(request, script).turn();
  }

  private List<StreamEvent> turn() {
    if (request.tools().tools().isEmpty() || !asked()) {
      // Side requests: titles, summaries, checks.
      return script.text("Bifrost proof").events();
    }
    List<Part.ToolResult> results = Scripts.results(request);
    return switch (results.size()) {
      case 0 -> write();
      case 1 -> read();
      default ->
          script
              .text(
                  "DONE: "
                      + content()
                      + " (read: "
                      + Scripts.text(results.getLast()).lines().limit(3).toList()
                      + ")")
              .events();
    };
  }

  /// Whether the job was asked for anywhere in the conversation.
  private boolean asked() {
    return find("with this content: ") != null;
  }

  private String content() {
    String rest = Objects.requireNonNullElse(find("with this content: "), "bifrost was here");
    int space = rest.indexOf(' ');
    return space < 0 ? rest.strip() : rest.substring(0, space);
  }

  private String folder() {
    String rest = Objects.requireNonNullElse(find("Working directory: "), ".");
    return rest.lines().findFirst().orElse(".").split(" ", -1)[0].strip();
  }

  /// What stands behind a mark in what the user said, or null.
  private @Nullable String find(String mark) {
    for (Message message : request.messages()) {
      if (message.role() != Message.Role.ASSISTANT) {
        for (Part part : message.parts()) {
          if (part instanceof Part.Text text && text.text().value().contains(mark)) {
            String said = text.text().value();
            return said.substring(said.indexOf(mark) + mark.length());
          }
        }
      }
    }
    return null;
  }

  private List<StreamEvent> write() {
    script.text("I will write the file. ");
    Tool.Function writer = function("Write", "write_file", "write");
    if (writer != null) {
      return script.call("call_write_1", writer.name(), file(writer, content())).events();
    }
    return shell("call_write_1", "printf %s " + content() + " > " + FILE);
  }

  private List<StreamEvent> read() {
    script.text("Now I read it back. ");
    Tool.Function reader = function("Read", "read_file", "read");
    if (reader != null) {
      return script.call("call_read_2", reader.name(), file(reader, null)).events();
    }
    return shell("call_read_2", "cat " + FILE);
  }

  private Tool.@Nullable Function function(String... names) {
    for (String name : names) {
      for (Tool.Function function : Scripts.functions(request)) {
        if (function.name().name().equals(name)) {
          return function;
        }
      }
    }
    return null;
  }

  /// Arguments for a tool that takes a path and perhaps a content, under whatever names its schema
  /// gives them.
  private Obj file(Tool.Function function, @Nullable String content) {
    Obj schema = Objects.requireNonNullElse(function.parameters(), Obj.empty());
    Obj properties = Objects.requireNonNullElse(schema.obj("properties"), Obj.empty());
    ObjBuilder arguments = Json.obj();
    String path = folder() + "/" + FILE;
    for (String name : List.of("file_path", "filePath", "absolute_path", "path")) {
      if (properties.has(name)) {
        arguments.put(name, path);
        break;
      }
    }
    return content == null ? arguments.build() : arguments.put("content", content).build();
  }

  private List<StreamEvent> shell(String id, String command) {
    for (Tool tool : request.tools().tools()) {
      switch (tool) {
        case Tool.Freeform freeform when freeform.name().name().equals("exec") -> {
          return script.call(id, freeform.name(), javaScript(command)).events();
        }
        case Tool.Function function when isWrappedExec(function) -> {
          Obj input = Json.obj().put("input", javaScript(command)).build();
          return script.call(id, function.name(), input).events();
        }
        case Tool.Function function when isShell(function.name()) -> {
          return script.call(id, function.name(), command(function, command)).events();
        }
        default -> {}
      }
    }
    return script.text("No tool was offered with which a file could be written.").events();
  }

  /// Codex's own models run their tools from a piece of JavaScript.
  private static String javaScript(String command) {
    return "const result = await tools.exec_command({cmd: "
        + Json.of(command).text()
        + "});\ntext(JSON.stringify(result));\n";
  }

  /// Codex's freeform tool as it reaches a provider that knows only functions.
  private static boolean isWrappedExec(Tool.Function function) {
    Obj schema = Objects.requireNonNullElse(function.parameters(), Obj.empty());
    Obj properties = Objects.requireNonNullElse(schema.obj("properties"), Obj.empty());
    return function.name().name().endsWith("exec") && properties.has("input");
  }

  private static boolean isShell(ToolName tool) {
    return List.of("exec_command", "shell", "bash", "run_shell_command", "local_shell")
        .contains(tool.name().toLowerCase(Locale.ROOT));
  }

  private static Obj command(Tool.Function function, String command) {
    Obj schema = Objects.requireNonNullElse(function.parameters(), Obj.empty());
    Obj properties = Objects.requireNonNullElse(schema.obj("properties"), Obj.empty());
    ObjBuilder arguments = Json.obj();
    if (properties.has("cmd")) {
      arguments.put("cmd", command);
    } else {
      arguments.put("command", command);
    }
    if (properties.has("description")) {
      arguments.put("description", "Writes or reads the proof file");
    }
    return arguments.build();
  }
}
