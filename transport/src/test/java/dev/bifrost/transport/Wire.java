package dev.bifrost.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A plain socket whose every byte a test decides.
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
  }

  static Wire to(HttpServer server) throws IOException {
    return new Wire(new Socket(InetAddress.getLoopbackAddress(), server.port()));
  }

  static Wire accept(ServerSocket listening) throws IOException {
    listening.setSoTimeout(10_000);
    return new Wire(listening.accept());
  }

  Socket socket() {
    return socket;
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /// Reads up to and with `mark`.
  String readUntil(String mark) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(mark) < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the end came before '" + mark + "', after: " + text);
      }
      text.append((char) c);
    }
    return text.toString();
  }

  /// Reads a head and a body whose length it announces.
  String readAnswer() throws IOException {
    String head = readUntil("\r\n\r\n");
    int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return head + read(length);
  }

  String read(int count) throws IOException {
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  /// Everything up to the end of the connection; a reset is an end too.
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        all.write(c);
      }
    } catch (java.net.SocketException _) {
      // A reset.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
