package io.avatarorigin.origin.store;

import java.util.concurrent.Executor;

/**
 * The pinned portraits of a store, and what they may use.
 *
 * @param memoryBytes what their portraits and renditions may take in memory, half of it each
 * @param decoder platform threads on which pictures are decoded; few, since one can take 200 MB
 */
public record PinnedSettings(PinnedPortraits portraits, long memoryBytes, Executor decoder) {
  /** Nothing is pinned. */
  public static PinnedSettings none() {
    return new PinnedSettings(PinnedPortraits.none(), 0, Runnable::run);
  }
}
