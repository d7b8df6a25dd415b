package io.avatarorigin.origin.store;

import java.time.Duration;

/** What became of asking for a rendition. */
public sealed interface Outcome {
  /** Here it is. */
  record Ready(Rendition rendition) implements Outcome {}

  /** An administrator has barred the hash. */
  record Barred() implements Outcome {}

  /** The engine will never draw this picture. */
  record Refused() implements Outcome {}

  /** The draw queue is full. */
  record QueueFull(Duration retryAfter) implements Outcome {}

  /** Not drawn within the caller's patience, failed for now, or the origin is shutting down. */
  record NotYet(Duration retryAfter) implements Outcome {}
}
