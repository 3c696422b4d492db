/// Anthropic's Messages API (its OpenAPI description of 2026-05-06, recordings, and captures of its
/// clients; read 2026-11-24).
@NullMarked
package dev.bifrost.formats.anthropic;

import org.jspecify.annotations.NullMarked;
