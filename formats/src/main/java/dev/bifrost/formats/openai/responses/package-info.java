/// OpenAI's Responses API, `POST /v1/responses`: requests, answers, streams and their failures.
///
/// Facts of the wire: OpenAI's OpenAPI description 2.3.0 (openai/openai-openapi, read 2026-11-24)
/// and recorded exchanges; where they differ the recordings win.
@NullMarked
package dev.bifrost.formats.openai.responses;

import org.jspecify.annotations.NullMarked;
