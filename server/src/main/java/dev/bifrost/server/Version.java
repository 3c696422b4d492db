package dev.bifrost.server;

import java.util.Objects;

/// The version of this build.
final class Version {
  private Version() {}

  /// What the jar's manifest says, or `dev` where there is no jar.
  static String current() {
    return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
  }
}
