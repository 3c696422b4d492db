package dev.bifrost.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ConfigReaderTest {
  private static Config read(String json) {
    return ConfigReader.read(
        json.getBytes(StandardCharsets.UTF_8),
        Map.of("OPENAI_API_KEY", "sk-from-environment")::get);
  }

  private static ProviderConfig provider(Config config, String name) {
    return Objects.requireNonNull(config.providers().get(name), name);
  }

  private static ConfigFault faults(String json) {
    return catchThrowableOfType(ConfigFault.class, () -> read(json));
  }

  @Test
  void aProviderWithItsKeysAndNetworkIsRead() {
    Config config =
        read(
            """
            {"providers":{"openai":{"keys":[{"name":"k1","value":"env.OPENAI_API_KEY","models":["*"],"weight":0.5}],
             "network_config":{"base_url":"http://127.0.0.1:1/openai/","default_request_timeout_in_seconds":2,
                               "extra_headers":{"x-team":"blue"}}}}}
            """);
    ProviderConfig openai = provider(config, "openai");
    assertThat(openai.keys().get(0).value().reveal()).isEqualTo("sk-from-environment");
    assertThat(openai.keys().get(0).weight()).isEqualTo(0.5);
    assertThat(openai.keys().get(0).allows("gpt-5")).isTrue();
    assertThat(openai.network().baseUrl()).isEqualTo("http://127.0.0.1:1/openai");
    assertThat(openai.network().requestTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(openai.network().extraHeaders()).containsEntry("x-team", "blue");
    assertThat(config.notInUse()).isEmpty();
  }

  @Test
  void aSecretNeverPrintsItself() {
    Config config =
        read("{\"providers\":{\"openai\":{\"keys\":[{\"value\":\"sk-0123456789abcdef\"}]}}}");
    assertThat(config.toString()).doesNotContain("0123456789").contains("sk-0");
  }

  @Test
  void everyFaultIsToldWithItsPath() {
    assertThat(
            faults(
                    """
                    {"client":{"max_request_body_size_mb":"many"},
                     "providers":{"openai":{"keys":[{"value":"env.NOT_SET","weight":-1},5],
                                            "network_config":{"base_url":"nowhere"}},
                                  "mine":{"custom_provider_config":{}}}}
                    """)
                .faults())
        .containsExactly(
            "client.max_request_body_size_mb: must be a number from 1 to 2047",
            "providers.openai.keys[0].value: names the environment variable NOT_SET, which is not set",
            "providers.openai.keys[0].weight: must be a number from 0 to 1000000",
            "providers.openai.keys[1]: must be an object",
            "providers.openai.network_config.base_url: must be an http:// or https:// address",
            "providers.mine.custom_provider_config.base_provider_type: must name a built-in provider, such as openai");
  }

  @Test
  void whatIsNotJsonIsToldWithLineAndColumn() {
    assertThat(faults("{\n \"providers\": }").faults().get(0)).contains("line 2, column 15");
  }

  @Test
  void whatIsKnownButNotBuiltYetIsNotedAndNotRefused() {
    Config config =
        read(
            "{\"$schema\":\"x\",\"mcp\":{},\"governance\":{},\"client\":{\"enable_logging\":true}}");
    assertThat(config.notInUse()).containsExactly("client.enable_logging", "mcp", "governance");
  }

  @Test
  void aProviderThatIsNotBuiltYetIsSetAsideAndNotRefused() {
    Config config =
        read(
            """
            {"providers":{"openai":{"keys":[{"value":"k"}]},"cohere":{"keys":[{"value":"k"}]},
             "mine":{"custom_provider_config":{"base_provider_type":"bedrock"}},"openia":{}}}
            """);
    Config usable = config.withoutPlanned(Set.of("openai"));
    assertThat(usable.providerNames()).containsExactly("openai", "openia");
    assertThat(usable.notInUse()).containsExactly("providers.cohere", "providers.mine");
    assertThat(config.withoutPlanned(Set.of("cohere", "bedrock")).providerNames())
        .containsExactlyElementsOf(config.providerNames());
  }

  @Test
  void aCustomProviderSaysWhatItMayServe() {
    Config config =
        read(
            """
            {"providers":{"mine":{"custom_provider_config":{"base_provider_type":"openai","is_key_less":true,
              "allowed_requests":{"chat_completion":true,"responses":false}}}}}
            """);
    ProviderConfig mine = provider(config, "mine");
    assertThat(mine.baseType()).isEqualTo("openai");
    assertThat(mine.keyless()).isTrue();
    assertThat(mine.allowedRequests()).isEqualTo(Set.of("chat_completion"));
  }

  @Test
  void bothSpellingsOfASecretAreTaken() {
    Config config =
        read(
            "{\"providers\":{\"openai\":{\"keys\":[{\"value\":{\"env_var\":\"env.OPENAI_API_KEY\",\"from_env\":true}}]}}}");
    assertThat(provider(config, "openai").keys().get(0).value().reveal())
        .isEqualTo("sk-from-environment");
  }
}
