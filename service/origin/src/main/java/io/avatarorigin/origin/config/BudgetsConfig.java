package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;

/**
 * How many draws the web socket may cause; hits cost nothing. A client is an address.
 *
 * @param clientPerMinute draws a minute by one client; default without limit
 * @param clientPerDay draws a day by one client; default without limit
 * @param totalPerMinute draws a minute by all; default without limit
 * @param totalPerDay draws a day by all; default without limit
 */
public record BudgetsConfig(
    Optional<Integer> clientPerMinute,
    Optional<Integer> clientPerDay,
    Optional<Integer> totalPerMinute,
    Optional<Integer> totalPerDay) {
  static final Setting<Optional<Integer>> CLIENT_PER_MINUTE =
      budget("client-per-minute", "Draws a minute that one client address may cause.");
  static final Setting<Optional<Integer>> CLIENT_PER_DAY =
      budget("client-per-day", "Draws a day that one client address may cause.");
  static final Setting<Optional<Integer>> TOTAL_PER_MINUTE =
      budget("total-per-minute", "Draws a minute that all clients together may cause.");
  static final Setting<Optional<Integer>> TOTAL_PER_DAY =
      budget("total-per-day", "Draws a day that all clients together may cause.");
  static final List<Setting<?>> SETTINGS =
      List.of(CLIENT_PER_MINUTE, CLIENT_PER_DAY, TOTAL_PER_MINUTE, TOTAL_PER_DAY);

  static BudgetsConfig create(Values values) {
    return new BudgetsConfig(
        values.get(CLIENT_PER_MINUTE),
        values.get(CLIENT_PER_DAY),
        values.get(TOTAL_PER_MINUTE),
        values.get(TOTAL_PER_DAY));
  }

  private static Setting<Optional<Integer>> budget(String key, String meaning) {
    return new Setting<>(
        "web.budgets." + key,
        new OptionalKind<>(Kinds.integer(0, Integer.MAX_VALUE, "draws")),
        "",
        meaning + " Unset: without limit.");
  }
}
