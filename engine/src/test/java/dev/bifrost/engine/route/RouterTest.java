package dev.bifrost.engine.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bifrost.engine.Snapshot;
import dev.bifrost.engine.config.ClientConfig;
import dev.bifrost.engine.config.Config;
import dev.bifrost.engine.config.NetworkConfig;
import dev.bifrost.engine.config.ProviderConfig;
import dev.bifrost.engine.config.ProviderConfig.KeyConfig;
import dev.bifrost.engine.config.Secret;
import dev.bifrost.engine.exchange.Door;
import dev.bifrost.engine.provider.ActiveProvider;
import dev.bifrost.engine.provider.Catalogue;
import dev.bifrost.engine.provider.ProviderFiles;
import dev.bifrost.failure.Failed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class RouterTest {
  private static ActiveProvider active(String name, String... models) {
    KeyConfig key =
        new KeyConfig(
            "", "key", new Secret("secret"), List.of(models), List.of(), 1, true, Map.of(), null);
    return ActiveProvider.of(
        Objects.requireNonNull(ProviderFiles.shipped().get(name)),
        new ProviderConfig(name, List.of(key), NetworkConfig.DEFAULT, null, false, null));
  }

  private static Router router(ActiveProvider... providers) {
    SequencedMap<String, ActiveProvider> byName = new LinkedHashMap<>();
    for (ActiveProvider provider : providers) {
      byName.put(provider.name(), provider);
    }
    Router.World world =
        new Router.World(ProviderFiles.shipped().keySet(), _ -> null, Catalogue.shipped());
    return new Router(byName, active("anthropic"), world, new SplittableRandom(1));
  }

  @Test
  void aPrefixNamesTheProviderAndTheRestIsTheModel() {
    Router.Resolved resolved =
        router(active("openrouter")).resolve(Door.NATIVE, "openrouter/openai/gpt-4o");
    assertThat(resolved.provider().name()).isEqualTo("openrouter");
    assertThat(resolved.model()).isEqualTo("openai/gpt-4o");
  }

  @Test
  void aBareNameGoesToTheDoorsOwnProvider() {
    Router router = router(active("openai"), active("anthropic"));
    assertThat(router.resolve(Door.ANTHROPIC, "claude-opus-9").provider().name())
        .isEqualTo("anthropic");
    assertThat(router.resolve(Door.OPENAI, "gpt-99").provider().name()).isEqualTo("openai");
  }

  @Test
  void aBareNameThatOneProviderKnowsGoesThere() {
    Router router = router(active("openai", "my-model"), active("anthropic"));
    assertThat(router.resolve(Door.ANTHROPIC, "my-model").provider().name()).isEqualTo("openai");
    assertThat(router.resolve(Door.NATIVE, "claude-3-5-sonnet-20240620").provider().name())
        .isEqualTo("anthropic");
  }

  @Test
  void aNameThatNobodyServesIsRefusedWithWhatWouldBeRight() {
    assertThatThrownBy(() -> router(active("openai")).resolve(Door.NATIVE, "nobody/gpt-4o"))
        .isInstanceOf(Failed.class)
        .hasMessageContaining("no provider named nobody is configured")
        .hasMessageContaining("openai");
    assertThatThrownBy(() -> router(active("openai")).resolve(Door.NATIVE, "some-model"))
        .hasMessageContaining("provider/model format");
  }

  @Test
  void aPrefixThatNamesAnotherProviderIsNoPartOfTheName() {
    assertThatThrownBy(
            () -> router(active("openai")).resolve(Door.OPENAI, "groq/llama-3.3-70b-versatile"))
        .hasMessageContaining("no provider named groq is configured");
  }

  @Test
  void aModelWithoutANameIsRefused() {
    Router router = router(active("openai"));
    assertThatThrownBy(() -> router.resolve(Door.NATIVE, "openai/"))
        .hasMessageContaining("model is required");
    assertThatThrownBy(() -> router.resolve(Door.OPENAI, ""))
        .hasMessageContaining("model is required");
  }

  @Test
  void aProviderThatNothingSpeaksWithStandsInTheListOfWhatIsNotInUse() {
    Snapshot snapshot =
        new Snapshot(
            new Config(ClientConfig.DEFAULT, new LinkedHashMap<>(), List.of("mcp")),
            new LinkedHashMap<>(Map.of("bedrock", active("bedrock"))),
            router(active("bedrock")));
    assertThat(snapshot.notInUse()).containsExactly("mcp", "providers.bedrock");
  }

  @Test
  void anUnknownPrefixIsPartOfTheNameWhereTheDoorHasAProvider() {
    Router.Resolved resolved = router(active("openai")).resolve(Door.OPENAI, "nobody/gpt-4o");
    assertThat(resolved.model()).isEqualTo("nobody/gpt-4o");
  }
}
