package dev.bifrost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.json.Json;
import dev.bifrost.json.Obj;
import dev.bifrost.json.Str;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-15 C-16 what a tool is called with")
final class ArgumentsTest {
  private static final Obj OBJECT = (Obj) Json.parse("{\"path\" : \"a\\u002fb\", \"n\":1.0}");

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(Arguments.none().asObject().text()).isEqualTo("{}");
    assertThat(Arguments.none().asText().value()).isEqualTo("{}");
    assertThat(new Arguments.Text(Str.of(" \n")).asObject().text()).isEqualTo("{}");
    assertThat(new Arguments.Text(Str.of("null")).asObject().text()).isEqualTo("{}");
  }

  @Test
  void eachFormGivesTheOther() {
    Arguments whole = new Arguments.Whole(OBJECT);
    Arguments text = new Arguments.Text(Str.of(OBJECT.text()));
    assertThat(whole.asText().value()).isEqualTo(OBJECT.text());
    assertThat(text.asObject()).isEqualTo(OBJECT);
    assertThat(whole).isEqualTo(text).hasSameHashCodeAs(text);
    assertThat(text).isEqualTo(whole);
  }

  @Test
  void whatIsNoObjectIsWrappedAndNothingIsLost() {
    for (String odd : new String[] {"[1]", "\"x\"", "{\"a\":", "*** Begin Patch", "5"}) {
      Arguments arguments = new Arguments.Text(Str.of(odd));
      assertThat(arguments.asObject()).isEqualTo(Json.obj().put("arguments", odd).build());
      assertThat(arguments.asText().value()).isEqualTo(odd);
    }
  }
}
