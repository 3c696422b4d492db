package dev.bifrost.bench;

import dev.bifrost.bench.wire.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of the report: a kind of traffic, the client's dialect and the provider behind. Any
/// combination can be asked for by name, such as `stream-chat-to-anthropic`.
///
/// @param door the dialect that the client speaks
/// @param provider the configured provider that serves it
record Profile(Kind kind, Dialect door, String provider) {
  private static final String TO = "-to-";

  /// What is measured when nothing is asked for. Open streams come first, while the gateway is
  /// fresh: their memory is to be theirs.
  static final List<Profile> USUAL =
      List.of(
          named("open-messages"),
          named("plain-messages"),
          named("plain-chat"),
          named("plain-messages-to-openai"),
          named("stream-messages"),
          named("stream-chat"),
          named("stream-messages-to-openai"),
          named("stream-chat-to-anthropic"),
          named("agent-messages"),
          named("agent-messages-to-openai"),
          named("token-messages"),
          named("token-messages-to-openai"));

  /// The profile of that name.
  ///
  /// @throws IllegalArgumentException when there is none
  static Profile named(String name) {
    for (Kind kind : Kind.values()) {
      for (Dialect door : Dialect.values()) {
        String same = kind.word() + "-" + door.word();
        if (name.equals(same)) {
          return new Profile(kind, door, door.provider());
        }
        if (name.startsWith(same + TO)) {
          Profile profile = new Profile(kind, door, name.substring(same.length() + TO.length()));
          if (profile.isKnown()) {
            return profile;
          }
        }
      }
    }
    throw new IllegalArgumentException(
        "no profile " + name + "; say KIND-DOOR or KIND-DOOR-to-PROVIDER");
  }

  private boolean isKnown() {
    for (Dialect dialect : Dialect.values()) {
      if (dialect.provider().equals(provider)) {
        return translated();
      }
    }
    return false;
  }

  /// Whether client and provider speak different languages.
  boolean translated() {
    return !provider.equals(door.provider());
  }

  /// Its name.
  String name() {
    String same = kind.word() + "-" + door.word();
    return translated() ? same + TO + provider : same;
  }

  /// The most CPU it may cost, as a multiple of the floor's; null where nothing is promised.
  @Nullable Double cpuLimit() {
    return switch (kind) {
      case PLAIN -> translated() ? null : Double.valueOf(1.6);
      case AGENT -> translated() ? 6.0 : 2.5;
      case STREAM -> translated() ? 3.0 : 1.6;
      case TOKEN, OPEN -> null;
    };
  }
}
