package dev.bifrost.bench.machine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Asks a server one question on a connection of its own.
final class Probe {
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final String OK = "HTTP/1.1 200";

  private Probe() {}

  /// Whether it answers the request with status 200.
  static boolean answers(InetSocketAddress server, byte[] request) {
    try (Socket socket = new Socket()) {
      socket.connect(server, TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request);
      byte[] start = socket.getInputStream().readNBytes(OK.length());
      return new String(start, StandardCharsets.US_ASCII).equals(OK);
    } catch (IOException _) {
      return false;
    }
  }

  /// A request without a body.
  static byte[] get(String path) {
    String request = "GET " + path + " HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n";
    return request.getBytes(StandardCharsets.US_ASCII);
  }
}
