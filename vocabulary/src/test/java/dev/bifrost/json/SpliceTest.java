package dev.bifrost.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpliceTest {
  private static final String BODY =
      "{ \"model\" : \"gpt\\u002d5\", \"n\":1.0,\n\t\"s\": [1 , 2,3] }";

  @Test
  void whatNoEditNamesStaysAsItCame() {
    assertThat(edited(BODY, (splice, root) -> splice.set(root, "model", Str.of("o4"))))
        .isEqualTo(BODY.replace("gpt\\u002d5", "o4"));
    assertThat(edited(BODY, (_, _) -> {})).isEqualTo(BODY);
  }

  @Test
  void aMemberThatIsNotThereComesLast() {
    assertThat(edited("{\"a\":1 }", (splice, root) -> splice.set(root, "b", Json.of(true))))
        .isEqualTo("{\"a\":1 ,\"b\":true}");
    assertThat(
            edited(
                "{ }",
                (splice, root) ->
                    splice
                        .set(root, "a", Json.of(1))
                        .set(root, "b\"", Json.of(2))
                        .set(root, "a", Json.of(3))))
        .isEqualTo("{ \"a\":3,\"b\\\"\":2}");
  }

  @Test
  void removedMembersTakeTheirCommas() {
    String body = "{\"a\": 1, \"b\": 2 , \"c\": 3 }";
    assertThat(without(body, "a")).isEqualTo("{\"b\": 2 , \"c\": 3 }");
    assertThat(without(body, "b")).isEqualTo("{\"a\": 1, \"c\": 3 }");
    assertThat(without(body, "c")).isEqualTo("{\"a\": 1, \"b\": 2 }");
    assertThat(without(body, "a", "b")).isEqualTo("{\"c\": 3 }");
    assertThat(without(body, "b", "c")).isEqualTo("{\"a\": 1 }");
    assertThat(without(body, "c", "a")).isEqualTo("{\"b\": 2 }");
    assertThat(without(body, "a", "b", "c")).isEqualTo("{ }");
    assertThat(without(body, "x")).isEqualTo(body);
    assertThat(without("{\"a\":1,\"b\":2,\"a\":3}", "a")).isEqualTo("{\"b\":2}");
  }

  @Test
  void aMemberMayBeRenamed() {
    assertThat(edited(BODY, (splice, root) -> splice.rename(root, "n", "count")))
        .isEqualTo(BODY.replace("\"n\"", "\"count\""));
    assertThat(
            edited(
                BODY,
                (splice, root) ->
                    splice
                        .rename(root, "n", "count")
                        .set(root, "n", Json.of(2))
                        .rename(root, "x", "y")))
        .isEqualTo(BODY.replace("\"n\":1.0", "\"count\":2"));
  }

  @Test
  void itemsOfAnArrayAreReplacedAndRemoved() {
    assertThat(edited(BODY, (splice, root) -> splice.remove(root.list("s"), 0)))
        .isEqualTo(BODY.replace("1 , ", ""));
    assertThat(
            edited(
                BODY,
                (splice, root) -> {
                  Arr items = root.list("s");
                  splice.remove(items, 2).remove(items, 0).set(items, 1, Json.of(9));
                }))
        .isEqualTo(BODY.replace("1 , 2,3", "9"));
    assertThatThrownBy(() -> edited(BODY, (splice, root) -> splice.remove(root.list("s"), 3)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whatLiesInsideARemovedValueGoesWithIt() {
    assertThat(
            edited(
                "{\"a\":{\"b\":1},\"c\":{\"d\":2}}",
                (splice, root) -> {
                  splice.set(inner(root, "a"), "b", Json.of(5)).remove(root, "a");
                  splice.set(inner(root, "c"), "e", Json.of(6)).set(root, "c", Null.NULL);
                }))
        .isEqualTo("{\"c\":null}");
  }

  @Test
  void onlyADocumentCanBeEdited() {
    assertThatThrownBy(() -> new Splice(Json.obj().build()))
        .isInstanceOf(IllegalArgumentException.class);
    Obj other = (Obj) Json.parse("{}");
    assertThatThrownBy(() -> edited("{}", (splice, root) -> splice.set(other, "a", Null.NULL)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anyEditsGiveWhatTheTreeWouldGive() {
    Random random = new Random(5);
    for (int run = 0; run < 20_000; run++) {
      Obj tree = Trees.anyObject(random, 3);
      String text = Trees.spaced(tree, random);
      Obj root = (Obj) Json.parse(text);
      Splice splice = new Splice(root);
      Obj expected = root;
      Set<String> touched = new HashSet<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        String name = Trees.anyName(random);
        if (!touched.add(name)) {
          continue;
        }
        Json value = Trees.any(random, 2);
        if (random.nextBoolean()) {
          splice.set(root, name, value);
          expected = expected.with(name, value);
        } else {
          splice.remove(root, name);
          expected = expected.without(name);
        }
      }
      Obj read = (Obj) Json.parse(splice.toBytes());
      assertThat(read.members()).as(text).isEqualTo(expected.members());
    }
  }

  @Test
  void anyEditsOfAnArrayGiveWhatTheListWouldGive() {
    Random random = new Random(6);
    for (int run = 0; run < 10_000; run++) {
      List<Json> items = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        items.add(Trees.any(random, 1));
      }
      Obj root =
          (Obj) Json.parse("{\"s\":" + Trees.spaced(Json.of(List.copyOf(items)), random) + "}");
      Splice splice = new Splice(root);
      for (int i = items.size() - 1; i >= 0; i--) {
        switch (random.nextInt(3)) {
          case 0 -> {
            splice.remove(root.list("s"), i);
            items.remove(i);
          }
          case 1 -> {
            splice.set(root.list("s"), i, Json.of(i));
            items.set(i, Json.of(i));
          }
          default -> {}
        }
      }
      assertThat(((Obj) Json.parse(splice.toBytes())).list("s")).isEqualTo(Json.of(items));
    }
  }

  /// What makes edits on a splice.
  interface Editing {
    void on(Splice splice, Obj root);
  }

  private static String edited(String body, Editing editing) {
    Obj root = (Obj) Json.parse(body);
    Splice splice = new Splice(root);
    editing.on(splice, root);
    return new String(splice.toBytes(), UTF_8);
  }

  private static String without(String body, String... names) {
    return edited(
        body,
        (splice, root) -> {
          for (String name : names) {
            splice.remove(root, name);
          }
        });
  }

  private static Obj inner(Obj object, String name) {
    Obj inner = object.obj(name);
    assertThat(inner).isNotNull();
    return inner;
  }
}
