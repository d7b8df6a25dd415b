package io.avatarorigin.origin.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.client.ClientNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrawBudgetsTest {
  private static final Instant NOW = Instant.parse("2026-05-06T23:58:10Z");
  private static final ClientNetwork ADA = ClientNetwork.of(InetAddress.ofLiteral("192.0.2.1"));
  private static final ClientNetwork GRACE = ClientNetwork.of(InetAddress.ofLiteral("192.0.2.2"));

  @Test
  void refusesTheDrawAfterTheLastOfAMinuteUntilTheNext() {
    DrawBudgets budgets = new DrawBudgets(new DrawBudget(2, 100), DrawBudget.UNLIMITED);

    assertThat(budgets.take(ADA, NOW)).isEmpty();
    assertThat(budgets.take(ADA, NOW)).isEmpty();
    assertThat(budgets.take(ADA, NOW)).contains(Duration.ofSeconds(50));
    assertThat(budgets.take(GRACE, NOW)).isEmpty();
    assertThat(budgets.take(ADA, NOW.plusSeconds(49))).contains(Duration.ofSeconds(1));
    assertThat(budgets.take(ADA, NOW.plusSeconds(50))).isEmpty();
  }

  @Test
  void refusesTheDrawAfterTheLastOfADayUntilTheNext() {
    DrawBudgets budgets = new DrawBudgets(new DrawBudget(100, 1), DrawBudget.UNLIMITED);

    assertThat(budgets.take(ADA, NOW)).isEmpty();
    assertThat(budgets.take(ADA, NOW)).contains(Duration.ofSeconds(110));
    assertThat(budgets.take(ADA, NOW.plusSeconds(60))).contains(Duration.ofSeconds(50));
    assertThat(budgets.take(ADA, NOW.plusSeconds(110))).isEmpty();
  }

  @Test
  void takesNothingFromAClientWhenTheBudgetOfAllIsSpent() {
    DrawBudgets budgets = new DrawBudgets(new DrawBudget(1, 1), new DrawBudget(1, 100));

    assertThat(budgets.take(ADA, NOW)).isEmpty();
    assertThat(budgets.take(GRACE, NOW)).contains(Duration.ofSeconds(50));
    assertThat(budgets.take(GRACE, NOW.plusSeconds(50))).isEmpty();
  }

  @Test
  void givesBackToTheClientAndToAll() {
    DrawBudgets budgets = new DrawBudgets(new DrawBudget(1, 1), new DrawBudget(1, 1));

    assertThat(budgets.take(ADA, NOW)).isEmpty();
    budgets.giveBack(ADA, NOW);

    assertThat(budgets.take(ADA, NOW)).isEmpty();
  }

  @Test
  void givesNothingBackToAMinuteInWhichItWasNotTaken() {
    DrawBudgets budgets = new DrawBudgets(new DrawBudget(1, 100), DrawBudget.UNLIMITED);
    Instant next = NOW.plusSeconds(50);
    assertThat(budgets.take(ADA, NOW)).isEmpty();
    assertThat(budgets.take(ADA, next)).isEmpty();

    budgets.giveBack(ADA, NOW);

    assertThat(budgets.take(ADA, next)).isPresent();
  }

  @Test
  void allowsNothingWithABudgetOfZero() {
    assertThat(new DrawBudgets(new DrawBudget(0, 9), DrawBudget.UNLIMITED).take(ADA, NOW))
        .isPresent();
  }

  @Test
  void isNeverNegative() {
    assertThatThrownBy(() -> new DrawBudget(-1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1 per minute");
  }
}
