package io.avatarorigin.origin.s3;

/** What is done about a request, and for whom. */
record Plan(S3Operation operation, Admission admission, Action action) {
  /** Who may have an operation done. */
  enum Admission {
    /** Anybody; the sender is not even looked at. */
    EVERYBODY,
    /** Key holders, and of a public bucket anybody. */
    READERS,
    /** Key holders. */
    KEY_HOLDERS,
    /** Key holders, whether the bucket exists or not. */
    KEY_HOLDERS_OF_ANY_BUCKET
  }
}
