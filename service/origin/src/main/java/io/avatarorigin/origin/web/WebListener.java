package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.exchange.WebAnswer;
import java.time.Duration;

/** Hears of every web request that was answered. Called from many threads; must not block. */
@FunctionalInterface
public interface WebListener {
  /**
   * A request was answered.
   *
   * @param took from the request's arrival until the answer was written
   */
  void answered(WebAnswer answer, Duration took);
}
