package io.avatarorigin.worker.fetch.hub;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** How a {@link HubServer} answers otherwise than it should. */
public sealed interface Fault {
  /** Another status, with further headers. */
  record Status(int code, Map<String, String> headers) implements Fault {}

  /** The connection breaks after so many bytes of the body. */
  record Cut(long after) implements Fault {}

  /** Nothing more comes after so many bytes, until the latch is opened. */
  record Silence(long after, CountDownLatch latch) implements Fault {}

  /** As long as it should be, with one bit turned. */
  record Damage() implements Fault {}

  /** The whole content, whatever part was asked for. */
  record Whole() implements Fault {}

  /** A redirect to there. */
  record Elsewhere(String location) implements Fault {}
}
