package dev.bifrost.engine.upstream;

import dev.bifrost.engine.provider.Provider;
import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Splice;

/// Applies a provider's quirks to an outgoing body.
final class Quirks {
  private Quirks() {}

  /// The body as this provider wants it; the same array where nothing is to be changed.
  static byte[] applied(byte[] body, Provider provider) {
    if (provider.quirks().isEmpty() || !(Json.parse(body) instanceof Obj tree)) {
      return body;
    }
    Splice edits = new Splice(tree);
    provider.quirks().forEach(quirk -> quirk.apply(tree, edits));
    return edits.isEmpty() ? body : edits.toBytes();
  }
}
