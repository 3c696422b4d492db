package dev.bifrost.server.launch;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The coding agents that can be launched, and what each needs to talk to a gateway (measured with
/// the versions of November 2026).
enum Agent {
  CLAUDE("claude", "@anthropic-ai/claude-code") {
    @Override
    Plan plan(Wish wish) {
      Plan plan = new Plan().set("ANTHROPIC_BASE_URL", wish.url() + "/anthropic");
      if (!wish.ownLogin()) {
        // A bearer token needs no dialog; an API key would have to be approved once.
        plan.unset("ANTHROPIC_API_KEY").set("ANTHROPIC_AUTH_TOKEN", wish.key());
      }
      if (wish.model() != null) {
        plan.argument("--model").argument(wish.model());
        for (String tier : List.of("SONNET", "OPUS", "HAIKU")) {
          plan.set("ANTHROPIC_DEFAULT_" + tier + "_MODEL", wish.model());
        }
      }
      return plan;
    }
  },

  CODEX("codex", "@openai/codex") {
    @Override
    Plan plan(Wish wish) {
      // Codex ignores OPENAI_BASE_URL; a provider block given by flags leaves the user's
      // config.toml alone.
      String block = "model_providers.bifrost.";
      Plan plan = new Plan().set("BIFROST_API_KEY", wish.key());
      plan.override("model_provider", "bifrost")
          .override(block + "name", "Bifrost")
          .override(block + "base_url", wish.url() + "/openai/v1")
          .override(block + "env_key", "BIFROST_API_KEY")
          .override(block + "wire_api", "responses");
      if (wish.model() != null) {
        plan.argument("--model").argument(wish.model());
      }
      return plan;
    }
  },

  GEMINI("gemini", "@google/gemini-cli") {
    @Override
    Plan plan(Wish wish) {
      Obj settings =
          nested(
              "security", nested("auth", Json.obj().put("selectedType", "gemini-api-key").build()));
      Plan plan =
          new Plan()
              .set("GOOGLE_GEMINI_BASE_URL", wish.url() + "/genai")
              .set("GEMINI_API_KEY", wish.key())
              .unset("GOOGLE_API_KEY")
              .unset("GOOGLE_GENAI_USE_VERTEXAI")
              .file("GEMINI_CLI_SYSTEM_SETTINGS_PATH", "settings.json", settings);
      if (wish.model() != null) {
        plan.argument("--model").argument(wish.model());
      }
      return plan;
    }
  },

  QWEN("qwen", "@qwen-code/qwen-code") {
    @Override
    Plan plan(Wish wish) {
      Plan plan =
          new Plan()
              .set("OPENAI_BASE_URL", wish.url() + "/openai")
              .set("OPENAI_API_KEY", wish.key())
              .argument("--auth-type")
              .argument("openai");
      if (wish.model() != null) {
        plan.set("OPENAI_MODEL", wish.model());
      }
      return plan;
    }
  },

  OPENCODE("opencode", "opencode-ai") {
    @Override
    Plan plan(Wish wish) {
      String model = wish.model() == null ? "openai/gpt-5" : wish.model();
      Obj provider =
          Json.obj()
              .put("npm", "@ai-sdk/openai-compatible")
              .put("name", "Bifrost")
              .put(
                  "options",
                  Json.obj().put("baseURL", wish.url() + "/v1").put("apiKey", wish.key()).build())
              .put("models", nested(model, Json.obj().put("name", model).build()))
              .build();
      Obj settings =
          Json.obj()
              .put("$schema", "https://opencode.ai/config.json")
              .put("model", "bifrost/" + model)
              .put("small_model", "bifrost/" + model)
              .put("provider", nested("bifrost", provider))
              .build();
      return new Plan().file("OPENCODE_CONFIG", "opencode.json", settings);
    }
  };

  private final String command;
  private final String npmPackage;

  Agent(String command, String npmPackage) {
    this.command = command;
    this.npmPackage = npmPackage;
  }

  /// What the user wants.
  ///
  /// @param url the gateway's address
  /// @param key what the agent sends as its key: a virtual key, or anything
  /// @param model the model to use, or null for the agent's own choice
  /// @param ownLogin whether the agent keeps the login it has
  record Wish(String url, String key, @Nullable String model, boolean ownLogin) {}

  /// How to start this agent.
  abstract Plan plan(Wish wish);

  /// The program.
  String command() {
    return command;
  }

  /// Where it comes from.
  String npmPackage() {
    return npmPackage;
  }

  /// The agent of that name, or null.
  static @Nullable Agent named(String name) {
    for (Agent agent : values()) {
      if (agent.command.equals(name.toLowerCase(Locale.ROOT))) {
        return agent;
      }
    }
    return null;
  }

  private static Obj nested(String name, Obj inner) {
    return Json.obj().put(name, inner).build();
  }

  /// What a launch changes, for the agent's process alone.
  static final class Plan {
    /// A file to write into a temporary folder, and the variable that names it to the agent.
    record Settings(String variable, String file, Obj content) {}

    private final List<String> arguments = new ArrayList<>();
    private final List<String[]> variables = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final List<Settings> files = new ArrayList<>();

    Plan set(String variable, String value) {
      variables.add(new String[] {variable, value});
      return this;
    }

    Plan unset(String variable) {
      absent.add(variable);
      return this;
    }

    Plan argument(String word) {
      arguments.add(word);
      return this;
    }

    /// A setting of Codex, given as a flag in TOML.
    Plan override(String name, String value) {
      return argument("-c").argument(name + "=" + Json.of(value).text());
    }

    Plan file(String variable, String name, Obj content) {
      files.add(new Settings(variable, name, content));
      return this;
    }

    List<String> arguments() {
      return arguments;
    }

    List<Settings> files() {
      return files;
    }

    /// Changes this environment.
    void apply(java.util.Map<String, String> environment) {
      absent.forEach(environment::remove);
      variables.forEach(pair -> environment.put(pair[0], pair[1]));
    }
  }
}
