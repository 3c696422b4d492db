/// Google's `generateContent` and `streamGenerateContent`, as the Gemini API (`v1beta`) and Vertex
/// AI speak it: requests, answers, streams and errors, both directions.
///
/// Facts of the wire come from recorded exchanges first, then from Google's discovery document of
/// 2026-08-22 and the interface definitions beside it; a comment names the source where it is
/// another.
@NullMarked
package dev.bifrost.formats.gemini;

import org.jspecify.annotations.NullMarked;
