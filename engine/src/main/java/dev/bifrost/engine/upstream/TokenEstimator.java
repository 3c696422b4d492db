package dev.bifrost.engine.upstream;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Media;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Tool;
import dev.bifrost.failure.Failed;
import dev.bifrost.failure.Failure;
import dev.bifrost.json.Json;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Counts the tokens of a request where its provider cannot: with the tokenizer of OpenAI's newer
/// models (o200k), plus what each message, tool and picture costs around its text, plus a margin
/// for models whose tokenizer is not known. The tables load at the first use, and counting runs on
/// a thread of its own, so that no event loop waits for it. Safe for many threads.
public final class TokenEstimator implements AutoCloseable {
  /// Around each message: role and separators.
  private static final int TOKENS_PER_MESSAGE = 4;

  /// Around each tool: its frame in the prompt.
  private static final int TOKENS_PER_TOOL = 12;

  /// A picture or page of usual size; providers count 85 to 1,600.
  private static final int TOKENS_PER_PICTURE = 1_200;

  /// The tokenizers of other vendors split text finer than o200k; agents must not be told too
  /// little (C-80).
  private static final double MARGIN_OF_OTHERS = 1.2;

  private static final int QUEUE = 256;

  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          0,
          1,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("token-count").factory());
  private @Nullable Encoding encoding;

  /// The number of input tokens of this request, asked for a model of OpenAI or of another vendor.
  ///
  /// @throws Failed `OVERLOADED` when too many counts are waiting
  public long count(ChatRequest request, boolean openAi) {
    long tokens = onWorker(() -> count(request));
    return openAi ? tokens : Math.round(tokens * MARGIN_OF_OTHERS);
  }

  private long onWorker(Callable<Long> counting) {
    try {
      Future<Long> counted = worker.submit(counting);
      return counted.get();
    } catch (RejectedExecutionException full) {
      throw Failed.of(Failure.Kind.OVERLOADED, "too many token counts are waiting");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Failed.of(Failure.Kind.CLIENT_GONE, "the client has left");
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private long count(ChatRequest request) {
    long tokens = 3;
    for (Message message : request.messages()) {
      tokens += TOKENS_PER_MESSAGE;
      for (Part part : message.parts()) {
        tokens += count(part);
      }
    }
    for (Tool tool : request.tools().tools()) {
      tokens += TOKENS_PER_TOOL + count(tool);
    }
    return tokens;
  }

  private long count(Tool tool) {
    return switch (tool) {
      case Tool.Function function ->
          text(function.name().name())
              + (function.description() == null ? 0 : text(function.description().value()))
              + (function.parameters() == null ? 0 : text(function.parameters().text()));
      case Tool.Freeform freeform ->
          text(freeform.name().name())
              + (freeform.description() == null ? 0 : text(freeform.description().value()))
              + (freeform.grammar() == null ? 0 : text(freeform.grammar().text()));
      case Tool.Server server -> text(raw(server.raw().value()));
    };
  }

  private long count(Part part) {
    return switch (part) {
      case Part.Text text -> text(text.text().value());
      case Part.Refusal refusal -> text(refusal.text().value());
      case Part.Reasoning reasoning -> text(reasoning.text().value());
      case Part.Image _ -> TOKENS_PER_PICTURE;
      case Part.Audio _ -> TOKENS_PER_PICTURE;
      case Part.Document document -> count(document.media());
      case Part.ToolCall call -> text(call.tool().name()) + text(call.arguments().asText().value());
      case Part.ToolResult result -> result.content().stream().mapToLong(this::count).sum();
      case Part.ServerToolCall call -> text(raw(call.raw().value()));
      case Part.ServerToolResult result -> text(raw(result.raw().value()));
      case Part.Unknown unknown -> text(raw(unknown.raw().value()));
      case Part.CachePoint _ -> 0;
    };
  }

  /// A document's pages cannot be seen here; its bytes say roughly how many there are.
  private long count(Media media) {
    return switch (media) {
      case Media.PlainText plain -> text(plain.text().value());
      case Media.Inline inline -> Math.max(TOKENS_PER_PICTURE, inline.base64().rawLength() / 40L);
      case Media.Remote _, Media.Uploaded _ -> TOKENS_PER_PICTURE;
    };
  }

  private static String raw(Json value) {
    return value.text();
  }

  private long text(String text) {
    Encoding known = encoding;
    if (known == null) {
      known = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
      encoding = known;
    }
    return known.countTokensOrdinary(text);
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
