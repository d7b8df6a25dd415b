package io.avatarorigin.origin.store;

import io.avatarorigin.vocabulary.Hash;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What other origins have drawn, as far as there are any. Answers come on any thread, never as an
 * exception.
 */
interface SharedPortraits {
  /** Looks for a portrait; one that is found is in memory then. */
  CompletableFuture<Optional<Portrait>> find(Hash hash);

  /** Offers ours, and tells whose stands. */
  CompletableFuture<Standing> settle(Hash hash, Portrait ours);

  /**
   * The portrait that stands for a hash.
   *
   * @param file how it is written to disk; computed when asked for
   */
  record Standing(Portrait portrait, Supplier<StoredFile> file) {
    static Standing of(Portrait portrait) {
      return new Standing(portrait, () -> Portraits.encode(portrait));
    }
  }

  /** An origin on its own. */
  SharedPortraits NONE =
      new SharedPortraits() {
        @Override
        public CompletableFuture<Optional<Portrait>> find(Hash hash) {
          return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletableFuture<Standing> settle(Hash hash, Portrait ours) {
          return CompletableFuture.completedFuture(Standing.of(ours));
        }
      };
}
