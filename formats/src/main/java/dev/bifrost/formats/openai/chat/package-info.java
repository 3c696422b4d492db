/// OpenAI's Chat Completions API and its many compatible providers (OpenAI's description 2.3.0,
/// recordings of 35 providers, captures of its clients; read 2026-11-24).
@NullMarked
package dev.bifrost.formats.openai.chat;

import org.jspecify.annotations.NullMarked;
