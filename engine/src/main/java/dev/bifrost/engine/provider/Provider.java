package dev.bifrost.engine.provider;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A provider as its data file describes it.
///
/// @param name its name, the prefix of its models
/// @param base its address without a slash at the end; empty where the operator must give one
/// @param auth where the credential goes
/// @param formats the wire formats it speaks and the path of each, the one to prefer for translated
///   requests first; none where nothing here speaks with it yet
/// @param paths its other paths
/// @param headers what goes with every request
/// @param quirks how its dialect differs, in the order in which to apply
/// @param environment the variables that may hold its key
public record Provider(
    String name,
    String base,
    Auth auth,
    SequencedMap<String, String> formats,
    Paths paths,
    Headers headers,
    List<Quirk> quirks,
    List<String> environment) {
  public Provider {
    quirks = List.copyOf(quirks);
    environment = List.copyOf(environment);
  }

  /// The paths beside chat.
  ///
  /// @param models lists its models, or null where it cannot
  /// @param count counts the tokens of a request, by format
  public record Paths(@Nullable String models, SequencedMap<String, String> count) {}

  /// What goes with every request.
  ///
  /// @param always names and values, where the client sent no such header itself
  /// @param pass lower-case names of client headers that are passed on
  public record Headers(SequencedMap<String, String> always, List<String> pass) {
    public Headers {
      pass = List.copyOf(pass);
    }
  }

  /// Whether anything here speaks with it; a configuration may name one that nothing does.
  public boolean isSpoken() {
    return !formats.isEmpty();
  }

  /// The same formats and habits under another name, as a custom provider.
  public Provider named(String other) {
    return new Provider(other, base, auth, formats, paths, headers, quirks, List.of());
  }

  /// The same provider with only these formats.
  public Provider speaking(SequencedMap<String, String> fewer) {
    return new Provider(name, base, auth, fewer, paths, headers, quirks, environment);
  }
}
