package dev.bifrost.formats.gemini;

/// In which words the schemas of functions and answers are written.
public enum SchemaDialect {
  /// JSON Schema as the client wrote it, in `parametersJsonSchema` and `responseJsonSchema`: keeps
  /// the whole meaning; the Gemini API and Vertex AI take it for every model.
  JSON_SCHEMA,
  /// Google's OpenAPI subset, in `parameters` and `responseSchema`: for servers that know only the
  /// older members (`v1` of the Gemini API, gateways in front of it). What the subset has no words
  /// for is mapped as closely as it goes.
  OPEN_API
}
