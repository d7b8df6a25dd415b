package io.avatarorigin.worker.http;

/** Answers the requests of one route. */
@FunctionalInterface
public interface ApiHandler {
  /**
   * Answers.
   *
   * @throws Problem which is answered instead
   */
  void handle(Exchange exchange);
}
