package io.avatarorigin.operator.objects;

/** Where things are in our containers. */
final class Places {
  static final String CONFIG = "/etc/avatar-origin";
  static final String VOCABULARY_FILE = "vocabulary.yaml";
  static final String S3_KEYS = "/etc/avatar-origin-s3";
  static final String S3_KEYS_FILE = "credentials.yaml";
  static final String WORKER_TOKEN = "/etc/avatar-origin-token";
  static final String WORKER_TOKEN_FILE = "token";
  static final String STORE_KEYS = "/etc/avatar-origin-store";
  static final String PINNED = "/pinned";
  static final String DATA = "/data";
  static final String MODEL = "/model";
  static final String TMP = "/tmp";

  private Places() {}
}
