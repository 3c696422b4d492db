package dev.bifrost.engine.provider;

import dev.bifrost.json.Json;
import dev.bifrost.json.Member;
import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// What is known of providers' models without asking them. Shipped with the gateway, so it starts
/// without the internet.
public final class Catalogue {
  private final Map<String, SequencedMap<String, Model>> byProvider;

  private Catalogue(Map<String, SequencedMap<String, Model>> byProvider) {
    this.byProvider = byProvider;
  }

  /// One model.
  ///
  /// @param id the provider's name for it
  /// @param name a name for people
  /// @param contextTokens the most tokens prompt and answer may have, 0 where unknown
  /// @param outputTokens the most tokens an answer may have, 0 where unknown
  /// @param cost US dollars per million tokens by kind (`input`, `output`, `cache_read`,
  ///   `cache_write`), spelled as in the source; null where unknown
  public record Model(
      String id, String name, long contextTokens, long outputTokens, @Nullable Obj cost) {
    /// The price of one kind of token as US dollars per million, or null where unknown.
    public @Nullable Num price(String kind) {
      return cost == null ? null : cost.num(kind);
    }
  }

  /// The catalogue that is shipped.
  public static Catalogue shipped() {
    Map<String, SequencedMap<String, Model>> all = new LinkedHashMap<>();
    Obj file = (Obj) Json.parse(ProviderFiles.resource("models.json"));
    Obj providers = file.obj("providers");
    if (providers != null) {
      for (Member provider : providers.members()) {
        all.put(provider.name(), models((Obj) provider.value()));
      }
    }
    return new Catalogue(all);
  }

  private static SequencedMap<String, Model> models(Obj models) {
    SequencedMap<String, Model> all = new LinkedHashMap<>();
    for (Member member : models.members()) {
      Obj model = (Obj) member.value();
      all.put(
          member.name(),
          new Model(
              member.name(),
              model.text("name", member.name()),
              model.number("context", 0),
              model.number("output", 0),
              model.obj("cost")));
    }
    return all;
  }

  /// The models of a provider, in the catalogue's order; none where it is unknown.
  public List<Model> models(String provider) {
    SequencedMap<String, Model> known = byProvider.get(provider);
    return known == null ? List.of() : List.copyOf(known.values());
  }

  /// The model of that name at that provider, or null.
  public @Nullable Model model(String provider, String model) {
    SequencedMap<String, Model> known = byProvider.get(provider);
    return known == null ? null : known.get(model);
  }
}
