package dev.bifrost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import org.junit.jupiter.api.Test;

class MediaTest {
  @Test
  void aDataAddressGivesItsBytesAndComesBack() {
    Str url = Str.of("data:image/png;base64,iVBORw0KGgo=");
    Media media = Media.ofUrl(url);
    assertThat(media).isEqualTo(new Media.Inline("image/png", Str.of("iVBORw0KGgo=")));
    assertThat(((Media.Inline) media).dataUrl()).isEqualTo(url);
  }

  @Test
  void aDataAddressWithEscapedSlashesIsReadToo() {
    Obj body = (Obj) Json.parse("{\"url\":\"data:image\\/png;base64,a\\/b+\"}");
    Str url = body.str("url");
    assertThat(url).isNotNull();
    assertThat(Media.ofUrl(url)).isEqualTo(new Media.Inline("image/png", Str.of("a/b+")));
  }

  @Test
  void otherAddressesStayAsTheyAre() {
    for (String text :
        new String[] {"https://example.com/a,b.png", "data:text/plain,hello", "", "x;base64,abc"}) {
      assertThat(Media.ofUrl(Str.of(text))).isEqualTo(new Media.Remote("", Str.of(text)));
    }
  }
}
