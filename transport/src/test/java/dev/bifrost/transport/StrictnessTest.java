package dev.bifrost.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What another server on the way could read otherwise is refused.
final class StrictnessTest {
  private final House house = new House();

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | POST / HTTP/1.1~Host: a~Content-Length: 3~Transfer-Encoding: chunked~~0~~
          400 | POST / HTTP/1.1~Host: a~Content-Length: 3~Content-Length: 4~~abcd
          400 | POST / HTTP/1.1~Host: a~Content-Length: +3~~abc
          400 | POST / HTTP/1.1~Host: a~Content-Length: 3, 3~~abc
          400 | POST / HTTP/1.1~Host: a~Content-Length: 99999999999999999999~~abc
          400 | POST / HTTP/1.1~Host: a~Content-Length : 3~~abc
          400 | POST / HTTP/1.1~Host: a~Transfer-Encoding : chunked~~0~~
          501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: xchunked~~0~~
          501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~
          501 | POST / HTTP/1.1~Host: a~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~
          400 | POST / HTTP/1.0~Host: a~Transfer-Encoding: chunked~~0~~
          400 | GET / HTTP/1.1~Host: a~X: one~ two~~
          400 | GET / HTTP/1.1~~
          400 | GET / HTTP/1.1~Host: a~Host: b~~
          400 | GET / HTTP/1.1~Host: a~nocolon~~
          400 | GET / HTTP/1.1~Host: a~: noname~~
          400 | GET  / HTTP/1.1~Host: a~~
          400 | GET / a HTTP/1.1~Host: a~~
          505 | GET / HTTP/2.1~Host: a~~
          400 | GET /~Host: a~~
          400 | hello~~
          """)
  void aDoubtfulHeadIsRefused(int status, String request) throws Exception {
    HttpServer server =
        house.serve(exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    try (Wire wire = Wire.to(server)) {
      wire.send(request.replace("~", "\r\n"));
      assertThat(wire.readToEnd())
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("Connection: close");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1~a~0~~",
        "0x1~a~0~~",
        "g~a~0~~",
        "~a~0~~",
        "1~ab~0~~",
        "11111111111111111~a~0~~",
        "1;a^b~a~0~~"
      })
  void aDoubtfulChunkIsRefused(String body) throws Exception {
    HttpServer server =
        house.serve(exchange -> exchange.respond(200, Headers.EMPTY, exchange.body()));
    String lines = body.replace("^", "\n").replace("~", "\r\n");
    try (Wire wire = Wire.to(server)) {
      wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + lines);
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void bareLineFeedsAndControlCharactersAreRefused() throws Exception {
    HttpServer server = house.serve(exchange -> exchange.respond(200, Headers.EMPTY));
    for (String request :
        new String[] {
          "GET / HTTP/1.1\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
          "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"
        }) {
      try (Wire wire = Wire.to(server)) {
        wire.send(request);
        assertThat(wire.readToEnd()).startsWith("HTTP/1.1 400 ");
      }
    }
  }

  @Test
  void aHeadOverTheLimitIsRefused() throws Exception {
    HttpServer server = house.serve(exchange -> exchange.respond(200, Headers.EMPTY));
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(70_000) + "\r\n\r\n");
      assertThat(wire.readToEnd()).startsWith("HTTP/1.1 431 ");
    }
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(60_000) + "\r\n\r\n");
      assertThat(wire.readAnswer()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void aLineBreakInAHeaderIsRefusedBeforeItIsSent() {
    for (String value : new String[] {"a\r\nX: b", "a\nb", "a\rb", "a\0b", "\u0130"}) {
      assertThatThrownBy(() -> Headers.of("X", value)).isInstanceOf(IllegalArgumentException.class);
    }
    for (String name : new String[] {"", "a b", "a:", "a\r\n", "\u00e9"}) {
      assertThatThrownBy(() -> Headers.of(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }
    Origin origin = Origin.of("http://localhost");
    for (String target : new String[] {"/a b", "/a\r\nX: b", "a", "/\u00e9"}) {
      assertThatThrownBy(() -> Request.get(origin, target, Headers.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void framingFieldsOfTheHandlerAreNotSent() throws Exception {
    Headers headers =
        Headers.of(
            "Content-Length",
            "99",
            "Transfer-Encoding",
            "chunked",
            "Connection",
            "close",
            "X",
            "y");
    HttpServer server =
        house.serve(exchange -> exchange.respond(200, headers, "hi".getBytes(UTF_8)));
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(wire.readAnswer())
          .contains("X: y\r\n", "Content-Length: 2\r\n")
          .doesNotContain("99", "chunked", "close");
    }
  }
}
