package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// TLS at both ends.
final class TlsTest {
  private static final byte[] BODY = "x".repeat(200_000).getBytes(UTF_8);

  private final House house = new House();
  private TestCertificate certificate;
  private Origin origin;

  @BeforeEach
  void serve(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.make(folder);
    HttpServer server =
        house.serve(
            ServerSettings.local(0).withTls(certificate.files()),
            exchange -> {
              assertThat(exchange.secure()).isTrue();
              exchange.respond(200, Headers.EMPTY, exchange.body());
            });
    origin = Origin.of("https://localhost:" + server.port());
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @Test
  void anExtraCertificateIsBelieved() throws Exception {
    Origin.Trust trust = new Origin.Trust(certificate.chainPem(), Origin.Verification.ON);
    echo(origin.trusting(trust));
  }

  @Test
  void anyCertificateIsBelievedWhereTheOperatorSaysSo() throws Exception {
    echo(origin.trusting(Origin.Trust.ANYONE));
  }

  @Test
  void aStrangersCertificateIsRefused() {
    assertThatThrownBy(() -> echo(origin))
        .isInstanceOfSatisfying(
            UpstreamFault.class,
            fault -> assertThat(fault.kind()).isEqualTo(UpstreamFault.Kind.TLS));
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    Origin.Trust trust = new Origin.Trust(certificate.chainPem(), Origin.Verification.ON);
    Origin elsewhere = Origin.of("https://127.0.0.2:" + origin.port()).trusting(trust);
    assertThatThrownBy(() -> echo(elsewhere)).isInstanceOf(UpstreamFault.class);
  }

  @Test
  void extraCertificatesThatAreNoneAreATlsFault() {
    Origin.Trust trust = new Origin.Trust("nonsense", Origin.Verification.ON);
    assertThatThrownBy(() -> echo(origin.trusting(trust))).isInstanceOf(UpstreamFault.class);
  }

  private void echo(Origin server) throws Exception {
    try (HttpClient client = house.client()) {
      for (int i = 0; i < 3; i++) {
        try (Response response = client.send(Request.post(server, "/", Headers.EMPTY, BODY))) {
          assertThat(response.readAll(1_000_000, House.SOON)).isEqualTo(BODY);
        }
      }
    }
  }
}
