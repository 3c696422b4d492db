package dev.bifrost.chat;

import dev.bifrost.json.Num;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the answer is to be made. What the client did not say is null and stays unsaid.
///
/// @param sampling how tokens are drawn
/// @param limits when to stop
/// @param reasoning how much to think
/// @param output the shape of the answer; null for plain text
/// @param handling what the provider is to do with the request besides answering
public record Settings(
    Sampling sampling,
    Limits limits,
    @Nullable Thinking reasoning,
    @Nullable OutputShape output,
    Handling handling) {
  /// Nothing was said.
  public static final Settings NONE =
      new Settings(Sampling.NONE, Limits.NONE, null, null, Handling.NONE);

  /// How tokens are drawn. Numbers keep their spelling.
  public record Sampling(
      @Nullable Num temperature,
      @Nullable Num topP,
      @Nullable Num topK,
      @Nullable Num seed,
      @Nullable Num frequencyPenalty,
      @Nullable Num presencePenalty) {
    /// Nothing was said.
    public static final Sampling NONE = new Sampling(null, null, null, null, null, null);
  }

  /// When to stop.
  ///
  /// @param maxOutputTokens the most tokens the answer may have, reasoning included
  /// @param stop texts that end the answer
  public record Limits(@Nullable Num maxOutputTokens, List<Str> stop) {
    /// Nothing was said.
    public static final Limits NONE = new Limits(null, List.of());

    public Limits {
      stop = List.copyOf(stop);
    }
  }

  /// How much to think, and what of it to show.
  ///
  /// @param mode whether to think; `UNSAID` where only effort, budget or showing was given
  /// @param effort how hard, or null
  /// @param budgetTokens the most tokens to think with, or null
  /// @param show what of it the client wants to see, in the client's word (`auto`, `detailed`,
  ///   `omitted`, `summarized`), or null
  public record Thinking(
      Mode mode, @Nullable Effort effort, @Nullable Long budgetTokens, @Nullable String show) {
    /// Whether to think.
    public enum Mode {
      OFF,
      ON,
      /// The model decides how much (Anthropic's `adaptive`, Gemini's budget of -1).
      ADAPTIVE,
      UNSAID
    }

    /// How hard, from least to most. See [Efforts] for what each is in tokens.
    public enum Effort {
      NONE,
      MINIMAL,
      LOW,
      MEDIUM,
      HIGH,
      XHIGH,
      MAX
    }
  }

  /// A shape that the answer must have.
  public sealed interface OutputShape {
    /// Any JSON object.
    record AnyJson() implements OutputShape {}

    /// JSON that fits a schema.
    ///
    /// @param name the schema's name where the format wants one, or null
    /// @param strict whether the fit must be exact; null where the client did not say
    record JsonSchema(
        @Nullable Str name, @Nullable Str description, Obj schema, @Nullable Boolean strict)
        implements OutputShape {}
  }

  /// What the provider is to do with the request besides answering.
  ///
  /// @param user who the end user is, in the client's word
  /// @param cacheKey groups requests that share a prompt prefix (OpenAI's `prompt_cache_key`)
  /// @param serviceTier the price and speed class, in the client's word
  /// @param store whether the provider may keep the answer
  /// @param metadata names and values to keep with it
  public record Handling(
      @Nullable Str user,
      @Nullable Str cacheKey,
      @Nullable Str serviceTier,
      @Nullable Boolean store,
      @Nullable Obj metadata) {
    /// Nothing was said.
    public static final Handling NONE = new Handling(null, null, null, null, null);
  }
}
