package dev.bifrost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Str;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SignatureTest {
  @Test
  void anEnvelopeIsOpenedAgain() {
    for (String value : List.of("", "EqQB+/==", "é🚀\n\"\\", "x".repeat(100_000))) {
      for (Str id : new Str[] {null, Str.of("rs_1")}) {
        for (boolean redacted : new boolean[] {false, true}) {
          Signature seal = new Signature("openai.responses", Str.of(value), id, redacted);
          assertThat(seal.envelope().value()).matches("bfsig1\\.[A-Za-z0-9_-]+");
          assertThat(Signature.open(seal.envelope())).isEqualTo(seal);
          assertThat(Signature.arriving("anthropic.messages", seal.envelope())).isEqualTo(seal);
        }
      }
    }
  }

  @Test
  void whatIsNoEnvelopeOfOursIsTheClientsOwn() {
    for (String text :
        List.of(
            "", "EqQB", "bfsig1.", "bfsig1.!!", "bfsig1.e30", "bfsig1.W10", "bfsig1.eyJmIjoxfQ")) {
      assertThat(Signature.open(Str.of(text))).isNull();
      assertThat(Signature.arriving("gemini", Str.of(text)))
          .isEqualTo(Signature.of("gemini", Str.of(text)));
    }
  }
}
