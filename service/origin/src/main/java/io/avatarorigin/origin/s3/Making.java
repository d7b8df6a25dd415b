package io.avatarorigin.origin.s3;

/** Whether an object that is not there may be made for whoever asks. */
public enum Making {
  ALLOWED,
  /** What would have to be made is refused; nothing is queued for it, and nothing waited for. */
  FORBIDDEN
}
