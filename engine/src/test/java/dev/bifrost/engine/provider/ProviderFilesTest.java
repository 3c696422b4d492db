package dev.bifrost.engine.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProviderFilesTest {
  private static final List<String> NOT_SPOKEN_YET =
      List.of("azure", "bedrock", "elevenlabs", "replicate", "runway", "vertex");

  @Test
  void theShippedProvidersAreAllThere() {
    assertThat(ProviderFiles.shipped().keySet())
        .contains(
            "openai",
            "anthropic",
            "gemini",
            "openrouter",
            "groq",
            "mistral",
            "deepseek",
            "xai",
            "cerebras",
            "cohere",
            "fireworks",
            "together",
            "perplexity",
            "nebius",
            "parasail",
            "ollama",
            "vllm",
            "sgl",
            "huggingface");
  }

  @Test
  void everyShippedProviderSpeaksSomethingAndSaysWhenceItsFactsCome() {
    ProviderFiles.shipped().values().stream()
        .filter(provider -> !NOT_SPOKEN_YET.contains(provider.name()))
        .forEach(provider -> assertThat(provider.formats()).isNotEmpty());
  }

  @Test
  void everyProviderOfTheGoGatewayMayStandInAConfiguration() {
    assertThat(ProviderFiles.shipped().keySet()).containsAll(NOT_SPOKEN_YET);
  }

  @Test
  void aProviderIsAddedWithOneDataFile(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("example.json"),
        """
        {"name":"example","base":"https://api.example.com","auth":{"header":"x-example-key"},
         "formats":{"openai.chat":"/chat"},"quirks":[{"rename":["max_completion_tokens","max_tokens"]}]}
        """);
    Provider added = Objects.requireNonNull(ProviderFiles.withFolder(folder).get("example"));
    assertThat(added.base()).isEqualTo("https://api.example.com");
    assertThat(added.auth()).isEqualTo(new Auth.Header("x-example-key"));
    assertThat(added.quirks())
        .containsExactly(new Quirk.Rename("max_completion_tokens", "max_tokens"));
  }

  @Test
  void aFileThatIsNoProviderIsNamed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("broken.json"), "{\"name\":5}");
    assertThatThrownBy(() -> ProviderFiles.withFolder(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken.json")
        .hasMessageContaining("name must be a text");
  }

  @Test
  void theCatalogueKnowsContextsAndPrices() {
    Catalogue catalogue = Catalogue.shipped();
    Catalogue.Model sonnet =
        Objects.requireNonNull(catalogue.model("anthropic", "claude-3-5-sonnet-20240620"));
    assertThat(sonnet.contextTokens()).isEqualTo(200_000);
    assertThat(sonnet.price("output")).hasToString("15.0");
    assertThat(catalogue.models("nobody")).isEmpty();
  }
}
