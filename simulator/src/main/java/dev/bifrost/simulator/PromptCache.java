package dev.bifrost.simulator;

import dev.bifrost.chat.ChatRequest;
import dev.bifrost.chat.Message;
import dev.bifrost.chat.Part;
import dev.bifrost.chat.Tool;
import dev.bifrost.chat.Usage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A prompt cache as providers have one: the beginning of a prompt that was seen before, in the
/// same order and spelling, is read and not computed. Anthropic keeps what ends at the client's
/// cache points and tells what it wrote; the others keep every message and tell only what they
/// read. Beginnings of fewer than 1,024 tokens are not kept. Safe for many threads, guarded by its
/// own lock.
final class PromptCache {
  private static final int MOST_PREFIXES = 20_000;
  private static final long LEAST_TOKENS = 1_024;
  private static final int TOKEN_CHARACTERS = 4;
  private static final long MEDIA_TOKENS = 400;
  private static final long PRIME = 0x100000001b3L;

  private final Set<Long> known = new LinkedHashSet<>();

  /// The beginning of a prompt.
  ///
  /// @param hash stands for all that is said in it
  /// @param tokens its length
  /// @param point whether the client set a cache point here
  /// @param message whether a message ends here
  private record Prefix(long hash, long tokens, boolean point, boolean message) {
    Prefix then(String text, long more) {
      long next = hash;
      for (int i = 0; i < text.length(); i++) {
        next = (next ^ text.charAt(i)) * PRIME;
      }
      return new Prefix(next, tokens + more, false, false);
    }

    boolean isKept(boolean byPoints) {
      return tokens >= LEAST_TOKENS && (byPoints ? point : message);
    }
  }

  /// What the prompt costs, nothing said yet; remembers it for the next time.
  Usage use(Asked asked) {
    List<Prefix> prefixes = prefixes(asked);
    boolean byPoints = asked.format().name().equals("anthropic.messages");
    long total = Math.max(1, prefixes.getLast().tokens());
    long kept = 0;
    long read = 0;
    synchronized (known) {
      for (Prefix prefix : prefixes) {
        if (prefix.isKept(byPoints)) {
          kept = prefix.tokens();
        }
      }
      for (Prefix prefix : prefixes) {
        if (prefix.tokens() <= kept && known.contains(prefix.hash())) {
          read = prefix.tokens();
        }
      }
      prefixes.stream().filter(prefix -> prefix.isKept(byPoints)).forEach(this::remember);
    }
    return new Usage(total, 0, read, byPoints ? kept - read : 0, 0, 0);
  }

  private void remember(Prefix prefix) {
    known.remove(prefix.hash());
    known.add(prefix.hash());
    if (known.size() > MOST_PREFIXES) {
      known.remove(known.iterator().next());
    }
  }

  /// The prompt's beginnings, shortest first: one after each tool and each part.
  private static List<Prefix> prefixes(Asked asked) {
    ChatRequest request = asked.request();
    Prefix prefix = new Prefix(0, 0, false, false).then(asked.caller() + request.model(), 8);
    List<Prefix> all = new ArrayList<>();
    all.add(prefix);
    for (Tool tool : request.tools().tools()) {
      String text = tool.toString();
      prefix = prefix.then(text, text.length() / TOKEN_CHARACTERS);
      boolean point = cachePoint(tool) != null;
      all.add(new Prefix(prefix.hash(), prefix.tokens(), point, false));
    }
    for (Message message : request.messages()) {
      for (Part part : message.parts()) {
        if (part instanceof Part.CachePoint) {
          Prefix last = all.removeLast();
          all.add(new Prefix(last.hash(), last.tokens(), true, last.message()));
        } else {
          prefix = prefix.then(message.role() + part.toString(), tokens(part));
          all.add(prefix);
        }
      }
      Prefix last = all.removeLast();
      all.add(new Prefix(last.hash(), last.tokens(), last.point(), true));
    }
    return all;
  }

  private static Part.@Nullable CachePoint cachePoint(Tool tool) {
    return switch (tool) {
      case Tool.Function function -> function.options().cache();
      case Tool.Freeform freeform -> freeform.options().cache();
      case Tool.Server _ -> null;
    };
  }

  private static long tokens(Part part) {
    return switch (part) {
      case Part.Text text -> text.text().rawLength() / TOKEN_CHARACTERS;
      case Part.Image _, Part.Audio _, Part.Document _ -> MEDIA_TOKENS;
      case Part.Reasoning _,
          Part.ToolCall _,
          Part.ToolResult _,
          Part.Refusal _,
          Part.ServerToolCall _,
          Part.ServerToolResult _,
          Part.CachePoint _,
          Part.Unknown _ ->
          part.toString().length() / TOKEN_CHARACTERS;
    };
  }
}
