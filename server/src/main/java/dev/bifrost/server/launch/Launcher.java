package dev.bifrost.server.launch;

import dev.bifrost.json.Arr;
import dev.bifrost.json.Json;
import dev.bifrost.json.JsonFault;
import dev.bifrost.json.Obj;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `bifrost run <agent>`: checks that the gateway is there and the agent installed, and starts the
/// agent with temporary settings.
public final class Launcher {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String HELP =
      """
      Usage: bifrost run <agent> [flags] [-- arguments for the agent]

      Agents: claude, codex, gemini, qwen, opencode

      Flags
        --model PROVIDER/MODEL   the model to use; without it the agent's own choice
        --models                 list the models of the gateway and stop
        --url URL                the gateway (default http://localhost:8080, or BIFROST_URL)
        --key KEY                what the agent sends as its key, such as a virtual key (default: BIFROST_KEY, else a dummy)
        --login                  Claude Code keeps its own Claude login
      """;

  private String url =
      Objects.requireNonNullElse(System.getenv("BIFROST_URL"), "http://localhost:8080");
  private String key = Objects.requireNonNullElse(System.getenv("BIFROST_KEY"), "bifrost");
  private @Nullable String model;
  private @Nullable Agent agent;
  private boolean ownLogin;
  private boolean listOnly;
  private final List<String> rest = new ArrayList<>();
  private final PrintStream out;
  private final PrintStream err;

  private Launcher(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// Runs the command and gives the exit code: that of the agent, or 2 where it could not be
  /// started.
  public static int run(List<String> words, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    if (words.isEmpty() || (words.contains("--help") && !words.contains("--"))) {
      out.print(HELP);
      return words.isEmpty() ? 2 : 0;
    }
    Launcher launcher = new Launcher(out, err);
    String misused = launcher.parse(words.iterator());
    if (misused != null) {
      err.println("bifrost run: " + misused);
      err.println("Try `bifrost run --help`.");
      return 2;
    }
    return launcher.launch();
  }

  private @Nullable String parse(Iterator<String> words) {
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("--")) {
        words.forEachRemaining(rest::add);
      } else if (word.equals("--login")) {
        ownLogin = true;
      } else if (word.equals("--models")) {
        listOnly = true;
      } else if (word.equals("--model") || word.equals("--url") || word.equals("--key")) {
        if (!words.hasNext()) {
          return word + " wants a value";
        }
        valued(word, words.next());
      } else if (word.startsWith("-")) {
        return "unknown flag: " + word + " (what belongs to the agent stands behind --)";
      } else if (agent == null && Agent.named(word) != null) {
        agent = Agent.named(word);
      } else {
        return "unknown agent: " + word + "; known are claude, codex, gemini, qwen, opencode";
      }
    }
    return agent == null && !listOnly
        ? "which agent? claude, codex, gemini, qwen or opencode"
        : null;
  }

  private void valued(String flag, String value) {
    switch (flag) {
      case "--model" -> model = value;
      case "--url" -> url = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
      default -> key = value;
    }
  }

  private int launch() throws IOException, InterruptedException {
    List<String> models = models();
    if (models == null) {
      err.println(
          "bifrost run: no gateway answers at "
              + url
              + "; start one with ./bifrost, or name it with --url");
      return 2;
    }
    if (listOnly) {
      models.forEach(out::println);
      return 0;
    }
    Agent chosen = Objects.requireNonNull(agent);
    String program = find(chosen.command());
    if (program == null) {
      err.println("bifrost run: " + chosen.command() + " is not installed; install it with");
      err.println("  npm install -g " + chosen.npmPackage());
      return 2;
    }
    if (model == null) {
      err.println(
          "no --model given: "
              + chosen.command()
              + " chooses itself. Models of this gateway (all with `bifrost run --models`):");
      models.stream().limit(12).forEach(id -> err.println("  " + id));
    }
    return start(program, chosen.plan(new Agent.Wish(url, key, model, ownLogin)));
  }

  private int start(String program, Agent.Plan plan) throws IOException, InterruptedException {
    Path folder =
        Files.createTempDirectory(
            "bifrost-run",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      List<String> command = new ArrayList<>(List.of(program));
      command.addAll(plan.arguments());
      command.addAll(rest);
      ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
      plan.apply(builder.environment());
      for (Agent.Plan.Settings settings : plan.files()) {
        Path file = folder.resolve(settings.file());
        Files.write(file, settings.content().toBytes());
        builder.environment().put(settings.variable(), file.toString());
      }
      return builder.start().waitFor();
    } finally {
      for (Agent.Plan.Settings settings : plan.files()) {
        Files.deleteIfExists(folder.resolve(settings.file()));
      }
      Files.deleteIfExists(folder);
    }
  }

  private static @Nullable String find(String command) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, command);
      if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
        return candidate.toString();
      }
    }
    return null;
  }

  /// The ids of the gateway's models, or null where no gateway answers.
  private @Nullable List<String> models() throws InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/openai/v1/models")).timeout(PATIENCE).build();
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (Json.parse(response.body()) instanceof Obj list && list.get("data") instanceof Arr data) {
        return data.objects().stream().map(item -> item.text("id", "")).toList();
      }
      return null;
    } catch (IOException | JsonFault | IllegalArgumentException absent) {
      return null;
    }
  }
}
