/// Launches coding agents through a running gateway, with temporary settings and nothing of the
/// user's own changed.
@NullMarked
package dev.bifrost.server.launch;

import org.jspecify.annotations.NullMarked;
