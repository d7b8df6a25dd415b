package io.avatarorigin.worker.http;

/** Says what is wrong once, however often it is found. For one thread. */
final class Complaints {
  private static final System.Logger LOGGER = System.getLogger(Complaints.class.getName());

  private final String consequence;
  private String last = "";

  /**
   * @param consequence what holds as long as something is wrong
   */
  Complaints(String consequence) {
    this.consequence = consequence;
  }

  void raise(String problem) {
    if (!problem.equals(last)) {
      last = problem;
      LOGGER.log(System.Logger.Level.WARNING, consequence + ": " + problem);
    }
  }

  void settle() {
    last = "";
  }
}
