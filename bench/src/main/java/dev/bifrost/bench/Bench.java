package dev.bifrost.bench;

import dev.bifrost.bench.load.Plan;
import dev.bifrost.bench.machine.Cores;
import dev.bifrost.bench.machine.Floor;
import dev.bifrost.bench.machine.Gateway;
import dev.bifrost.bench.machine.MockProcess;
import dev.bifrost.bench.wire.Dialect;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A whole run: starts mock and floor once, the gateway anew in each round, and tells what came
/// out.
final class Bench {
  /// The first start may have to build the gateway; it is not counted.
  private static final Duration FIRST_START = Duration.ofMinutes(10);

  private static final Duration START = Duration.ofSeconds(60);

  private final Settings settings;
  private final Cores cores;
  private final Path folder;
  private final PrintStream out;
  private final Requests requests;

  /// `folder`: an empty one, for the files of all processes.
  Bench(Settings settings, Cores cores, Path folder, PrintStream out) {
    this.settings = settings;
    this.cores = cores;
    this.folder = folder;
    this.out = out;
    this.requests = new Requests(new AgentRequests(settings.subject().captures()));
  }

  /// Measures, prints and writes; answers whether all is as it should be.
  boolean run() throws IOException {
    try (MockProcess mock = MockProcess.start(cores, folder);
        Floor floor = Floor.start(cores, mock.address(), subfolder("floor"))) {
      Obj setting = setting(floor);
      out.println("floor: " + floor.name());
      out.println(cores.inWords());
      Summary summary = rounds(mock, floor);
      new Table(out).print(summary);
      new JsonReport(setting).write(summary, settings.report().json());
      out.println("\nall figures: " + settings.report().json());
      boolean kept = summary.verdicts().stream().allMatch(Verdict::held);
      return summary.errors() == 0 && (kept || !settings.report().strict());
    }
  }

  private Summary rounds(MockProcess mock, Floor floor) throws IOException {
    Gateway.Recipe recipe = recipe(mock);
    Gateway.start(recipe.waiting(FIRST_START), cores, subfolder("gateway-0")).close();
    List<Start> starts = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (int round = 1; round <= settings.length().rounds(); round++) {
      try (Gateway gateway = Gateway.start(recipe, cores, subfolder("gateway-" + round))) {
        starts.add(new Start(round, gateway.startUp(), gateway.tree().memory().resident()));
        Session.Stage stage = new Session.Stage(mock, floor, gateway);
        Session session = new Session(settings.length(), requests, stage, round, out);
        runs.addAll(session.measure(settings.profiles()));
      }
    }
    return new Summary(starts, runs);
  }

  private Gateway.Recipe recipe(MockProcess mock) throws IOException {
    Profile plain = Profile.named("plain-chat");
    Plan question = requests.plan(plain, Side.GATEWAY, mock.address());
    String file = settings.subject().changes();
    Obj changes = file.isEmpty() ? Obj.empty() : Requests.parse(Files.readAllBytes(Path.of(file)));
    return new Gateway.Recipe(
        settings.subject().command(),
        GatewayConfig.write(mock.address(), changes),
        question.request(),
        START);
  }

  private Obj setting(Floor floor) {
    return Json.obj()
        .put("floor", floor.name())
        .put("cores", cores.inWords())
        .put("gateway", settings.subject().command())
        .put("rounds", settings.length().rounds())
        .put("warmUpSeconds", settings.length().warmUp().toSeconds())
        .put("windowMillis", settings.length().window().toMillis())
        .put("agentRequest", requests.agents().origin(Dialect.MESSAGES))
        .put("java", System.getProperty("java.version"))
        .put("linux", System.getProperty("os.version"))
        .build();
  }

  private Path subfolder(String name) throws IOException {
    return Files.createDirectory(folder.resolve(name));
  }
}
