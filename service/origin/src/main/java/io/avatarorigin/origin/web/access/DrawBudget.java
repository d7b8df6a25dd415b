package io.avatarorigin.origin.web.access;

/** How many draws may be caused per minute and per day (UTC). Zero allows none. */
public record DrawBudget(int perMinute, int perDay) {
  /** Never spent in practice. */
  public static final DrawBudget UNLIMITED = new DrawBudget(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public DrawBudget {
    if (perMinute < 0 || perDay < 0) {
      throw new IllegalArgumentException(
          "a draw budget is not negative: " + perMinute + " per minute, " + perDay + " per day");
    }
  }
}
