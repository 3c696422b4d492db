package dev.bifrost.simulator;

import dev.bifrost.transport.BodyWriter;
import dev.bifrost.transport.ClientGone;
import dev.bifrost.transport.Exchange;
import dev.bifrost.transport.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// An answer in bytes, as it is to be sent.
///
/// @param pieces what is sent at once; a whole answer has one
/// @param pause the wait before each piece of a stream
/// @param ending how a stream ends; a whole answer says its length and has no other end than its
///   own
record Play(int status, Headers headers, List<byte[]> pieces, Duration pause, Ending ending) {
  private static final int CHOP_BYTES = 64;

  /// How an answer ends.
  enum Ending {
    /// It is whole and says its length first.
    WHOLE,
    /// The stream ends cleanly.
    CLEAN,
    /// The connection is cut.
    CUT,
    /// The connection stays open and silent, until the client leaves or an hour has passed.
    STALL
  }

  /// A whole answer.
  static Play whole(int status, String contentType, byte[] body) {
    Headers headers = Headers.of("content-type", contentType);
    return new Play(status, headers, List.of(body), Duration.ZERO, Ending.WHOLE);
  }

  Play withHeaders(Headers others) {
    return new Play(status, others, pieces, pause, ending);
  }

  Play withPieces(List<byte[]> others) {
    return new Play(status, headers, others, pause, ending);
  }

  /// The same as a stream with this pause; a whole answer is chopped into pieces of 64 bytes.
  Play slower(Duration longer) {
    Play stream = streamed();
    return new Play(status, headers, stream.pieces, longer, stream.ending);
  }

  /// The first `most` pieces, never the last one, and then this ending.
  Play first(int most, Ending end) {
    List<byte[]> all = streamed().pieces;
    return new Play(
        status,
        headers,
        all.subList(0, Math.clamp(most, 0, Math.max(0, all.size() - 1))),
        pause,
        end);
  }

  private Play streamed() {
    if (ending != Ending.WHOLE) {
      return this;
    }
    return new Play(status, headers, chopped(pieces.getFirst(), CHOP_BYTES), pause, Ending.CLEAN);
  }

  /// The bytes in pieces of that size.
  static List<byte[]> chopped(byte[] bytes, int size) {
    List<byte[]> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += size) {
      pieces.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + size)));
    }
    return pieces;
  }

  /// Sends it.
  void send(Exchange exchange) throws ClientGone {
    if (ending == Ending.WHOLE) {
      exchange.respond(status, headers, pieces.toArray(byte[][]::new));
      return;
    }
    BodyWriter out = exchange.stream(status, headers);
    for (byte[] piece : pieces) {
      if (pause.isPositive()) {
        LockSupport.parkNanos(pause.toNanos());
      }
      out.write(piece);
    }
    switch (ending) {
      case WHOLE, CLEAN -> out.end();
      case CUT -> out.abort();
      case STALL -> stall(exchange);
    }
  }

  private static void stall(Exchange exchange) {
    CountDownLatch left = new CountDownLatch(1);
    exchange.onClientGone(left::countDown);
    try {
      left.await(1, TimeUnit.HOURS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
