package dev.bifrost.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-65 the ids of tool calls")
final class CallIdsTest {
  @Test
  void anIdThatFitsKeepsItself() {
    assertThat(CallIds.fitting("toolu_01-A", 64, false)).isEqualTo("toolu_01-A");
    assertThat(CallIds.fitting("abcDEF123", 9, true)).isEqualTo("abcDEF123");
    String forty = "c".repeat(40);
    assertThat(CallIds.fitting(forty, 40, false)).isEqualTo(forty);
  }

  @Test
  void anIdThatDoesNotFitGetsAlwaysTheSameAlias() {
    String alias = CallIds.fitting("functions.bash:0", 64, false);
    assertThat(alias)
        .matches("[a-z0-9]{32}")
        .isEqualTo(CallIds.fitting("functions.bash:0", 64, false));
    assertThat(CallIds.fitting("toolu_01", 9, true)).matches("[a-z0-9]{9}");
    assertThat(CallIds.fitting("", 40, false)).matches("[a-z0-9]{32}");
  }

  @Test
  void anAliasIsItsOwnAlias() {
    for (int length = 1; length <= 512; length++) {
      String alias = CallIds.fitting("é".repeat(length), 40, false);
      assertThat(CallIds.fitting(alias, 40, false)).isEqualTo(alias);
    }
  }

  @Test
  void idsOfOneTo512CharactersThatDifferStayDifferent() {
    Random random = new Random(65);
    Set<String> ids = new HashSet<>();
    for (int length = 1; length <= 512; length++) {
      String common = "call_".repeat(103).substring(0, length - 1);
      for (char last : "abcXYZ019_-|.:/ é".toCharArray()) {
        ids.add(common + last);
        ids.add(common + (char) ('!' + random.nextInt(90)));
      }
    }
    for (int maxLength : new int[] {9, 40, 64}) {
      Set<String> aliases = new HashSet<>();
      for (String id : ids) {
        String alias = CallIds.fitting(id, maxLength, maxLength == 9);
        assertThat(alias.length()).isBetween(1, maxLength);
        aliases.add(alias);
      }
      assertThat(aliases).hasSameSizeAs(ids);
    }
  }
}
