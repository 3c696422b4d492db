package dev.bifrost.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bifrost.chat.Settings.Thinking.Effort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("C-70 effort and budget")
final class EffortsTest {
  @Test
  void theWayThereAndBackGivesTheSameEffort() {
    for (Effort effort : Effort.values()) {
      assertThat(Efforts.effort(Efforts.budgetTokens(effort))).isEqualTo(effort);
    }
  }

  @Test
  void moreBudgetIsNeverLessEffort() {
    Effort before = Effort.NONE;
    for (long budget = 0; budget < 100_000; budget += 7) {
      assertThat(Efforts.effort(budget)).isGreaterThanOrEqualTo(before);
      before = Efforts.effort(budget);
    }
    assertThat(Efforts.effort(1)).isEqualTo(Effort.MINIMAL);
    assertThat(Efforts.effort(0)).isEqualTo(Effort.NONE);
    assertThat(Efforts.effort(-1)).isEqualTo(Effort.NONE);
  }
}
