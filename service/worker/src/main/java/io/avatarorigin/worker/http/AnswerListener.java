package io.avatarorigin.worker.http;

/** Learns of answers. Called on the threads of their connections. */
@FunctionalInterface
public interface AnswerListener {
  /**
   * A request was answered, or its client has gone.
   *
   * @param route the pattern of its path; {@code none} where there is none
   * @param status 0 where the client has gone
   */
  void answered(String route, int status);
}
