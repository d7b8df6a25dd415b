package io.avatarorigin.operator.objects;

/** The ports of our containers. */
final class Ports {
  static final int S3 = 9000;
  static final int WEB = 8080;
  static final int ADMIN = 8081;
  static final int WORKER = 7860;

  private Ports() {}
}
