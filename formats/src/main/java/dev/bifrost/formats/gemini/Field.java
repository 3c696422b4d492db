package dev.bifrost.formats.gemini;

import dev.bifrost.json.Json;
import dev.bifrost.json.Null;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The members that Google accepts in two spellings, such as `systemInstruction` and
/// `system_instruction` (the JSON mapping of protocol buffers, proto3). A JSON `null` is as absent.
enum Field {
  SYSTEM_INSTRUCTION("systemInstruction"),
  GENERATION_CONFIG("generationConfig"),
  TOOL_CONFIG("toolConfig"),
  FUNCTION_CALLING_CONFIG("functionCallingConfig"),
  ALLOWED_FUNCTION_NAMES("allowedFunctionNames"),
  FUNCTION_DECLARATIONS("functionDeclarations"),
  PARAMETERS_JSON_SCHEMA("parametersJsonSchema"),
  TOP_P("topP"),
  TOP_K("topK"),
  MAX_OUTPUT_TOKENS("maxOutputTokens"),
  STOP_SEQUENCES("stopSequences"),
  FREQUENCY_PENALTY("frequencyPenalty"),
  PRESENCE_PENALTY("presencePenalty"),
  RESPONSE_MIME_TYPE("responseMimeType"),
  RESPONSE_SCHEMA("responseSchema"),
  RESPONSE_JSON_SCHEMA("responseJsonSchema"),
  THINKING_CONFIG("thinkingConfig"),
  INCLUDE_THOUGHTS("includeThoughts"),
  THINKING_BUDGET("thinkingBudget"),
  THINKING_LEVEL("thinkingLevel"),
  THOUGHT_SIGNATURE("thoughtSignature"),
  INLINE_DATA("inlineData"),
  FILE_DATA("fileData"),
  MIME_TYPE("mimeType"),
  FILE_URI("fileUri"),
  DISPLAY_NAME("displayName"),
  FUNCTION_CALL("functionCall"),
  FUNCTION_RESPONSE("functionResponse"),
  EXECUTABLE_CODE("executableCode"),
  CODE_EXECUTION_RESULT("codeExecutionResult"),
  TOOL_CALL("toolCall"),
  TOOL_RESPONSE("toolResponse"),
  TOOL_TYPE("toolType"),
  VIDEO_METADATA("videoMetadata");

  private final String camel;
  private final String snake;

  Field(String camel) {
    this.camel = camel;
    this.snake = name().toLowerCase(Locale.ROOT);
  }

  /// Google's own spelling.
  String camel() {
    return camel;
  }

  /// Whether a member of that name is this one.
  boolean names(Str key) {
    return key.is(camel) || key.is(snake);
  }

  /// The name under which the member stands in the object, or Google's own where it is absent.
  String in(Obj object) {
    return object.has(camel) || !object.has(snake) ? camel : snake;
  }

  /// The value in either spelling, or null.
  @Nullable Json of(Obj object) {
    Json value = object.get(camel);
    if (value == null) {
      value = object.get(snake);
    }
    return value == Null.NULL ? null : value;
  }

  /// The value of a member of one spelling, or null.
  static @Nullable Json present(Obj object, String member) {
    Json value = object.get(member);
    return value == Null.NULL ? null : value;
  }

  /// The object in either spelling, or null.
  @Nullable Obj obj(Obj object) {
    return of(object) instanceof Obj value ? value : null;
  }

  /// The string in either spelling, or null.
  @Nullable Str str(Obj object) {
    return of(object) instanceof Str value ? value : null;
  }

  /// The decoded string in either spelling, or null.
  @Nullable String text(Obj object) {
    return of(object) instanceof Str value ? value.value() : null;
  }
}
