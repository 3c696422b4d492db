package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proxies on the way out, played by hand.
final class ProxyTest {
  private final House house = new House();
  private ServerSocket listening;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws Exception {
    listening.close();
    house.close();
  }

  @Test
  void aTunnelThroughAnHttpProxyCarriesTls(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.make(folder);
    HttpServer server =
        house.serve(
            ServerSettings.local(0).withTls(certificate.files()),
            exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    CompletableFuture<String> asked = tunnel("HTTP/1.1 200 Connection established\r\n\r\n", server);
    Origin origin =
        Origin.of("https://localhost:" + server.port())
            .trusting(Origin.Trust.ANYONE)
            .through(proxy(Proxy.Kind.HTTP_CONNECT));
    assertThat(echo(origin)).isEqualTo("hello");
    String signIn = Base64.getEncoder().encodeToString("user:secret".getBytes(UTF_8));
    assertThat(asked.get())
        .startsWith("CONNECT localhost:" + server.port())
        .containsIgnoringCase("proxy-authorization: Basic " + signIn);
  }

  @Test
  void aRefusalOfTheProxyIsAFaultOfTheConnection() throws Exception {
    HttpServer server =
        house.serve(exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    CompletableFuture<String> asked =
        tunnel("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", server);
    Origin origin = House.origin(server).through(proxy(Proxy.Kind.HTTP_CONNECT));
    assertThatThrownBy(() -> echo(origin))
        .isInstanceOfSatisfying(
            UpstreamFault.class,
            fault -> assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.CONNECT_FAILED));
    assertThat(asked.get()).startsWith("CONNECT");
  }

  @Test
  void aSocksProxyGetsTheNameAndIsPassed() throws Exception {
    HttpServer server =
        house.serve(exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> socks(server, asked));
    Origin origin =
        Origin.of("http://localhost:" + server.port()).through(proxy(Proxy.Kind.SOCKS5));
    assertThat(echo(origin)).isEqualTo("hello");
    assertThat(asked.get()).isEqualTo("localhost user secret");
  }

  private Proxy proxy(Proxy.Kind kind) {
    return new Proxy(kind, "127.0.0.1", listening.getLocalPort(), "user", "secret");
  }

  private String echo(Origin origin) throws UpstreamFault {
    try (HttpClient client = house.client();
        Response response =
            client.send(Request.post(origin, "/", Headers.EMPTY, "hello".getBytes(UTF_8)))) {
      return new String(response.readAll(1000, House.SOON), UTF_8);
    }
  }

  private CompletableFuture<String> tunnel(String answer, HttpServer server) {
    CompletableFuture<String> asked = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (Wire near = Wire.accept(listening);
              Wire far = Wire.to(server)) {
            asked.complete(near.readUntil("\r\n\r\n"));
            near.send(answer);
            join(near.socket(), far.socket());
          } catch (IOException failure) {
            asked.completeExceptionally(failure);
          }
        });
    return asked;
  }

  /// RFC 1928 and RFC 1929, the server's side.
  private void socks(HttpServer server, CompletableFuture<String> asked) {
    try (Wire near = Wire.accept(listening);
        Wire far = Wire.to(server)) {
      int methods = near.read(2).charAt(1);
      near.read(methods);
      near.send(new byte[] {5, 2});
      String user = near.read(near.read(2).charAt(1));
      String password = near.read(near.read(1).charAt(0));
      near.send(new byte[] {1, 0});
      String head = near.read(5);
      String name = near.read(head.charAt(4) + 2);
      asked.complete(name.substring(0, name.length() - 2) + " " + user + " " + password);
      near.send(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 80});
      join(near.socket(), far.socket());
    } catch (IOException failure) {
      asked.completeExceptionally(failure);
    }
  }

  private static void join(Socket near, Socket far) throws IOException {
    Thread.ofVirtual()
        .start(() -> {
          try {
            far.getInputStream().transferTo(near.getOutputStream());
          } catch (IOException _) {
            // The tunnel has ended.
          }
        });
    try {
      near.getInputStream().transferTo(far.getOutputStream());
    } catch (IOException _) {
      // The tunnel has ended.
    }
  }
}
