package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.SignedRequests;
import java.time.Duration;
import java.time.Instant;

/**
 * What a pass goes by.
 *
 * @param now when it began
 * @param isSameSpec whether the spec is that of the last look
 * @param waits how often in a row before it something was not as it shall be
 * @param writes how often in a row before it settings were written that are not read back
 */
record Surroundings(
    StorePlaces places,
    Pace pace,
    SignedRequests requests,
    BindingMetrics metrics,
    Instant now,
    boolean isSameSpec,
    int waits,
    int writes) {
  /** Until something is tried again; it grows. */
  Duration pause() {
    return pace.after(waits + 1);
  }
}
