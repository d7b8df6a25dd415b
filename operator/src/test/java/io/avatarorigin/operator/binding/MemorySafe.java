package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.IssuedKey;
import java.util.Optional;

/** Keeps a key in memory. */
final class MemorySafe implements KeySafe {
  private boolean isRefusing;
  private Optional<Kept> kept = Optional.empty();
  private Optional<String> secret = Optional.empty();

  @Override
  public Optional<Kept> kept() {
    return kept;
  }

  /** Whether nothing can be kept. */
  void refuse(boolean all) {
    isRefusing = all;
  }

  @Override
  public void keep(Kept next, IssuedKey key) {
    if (isRefusing) {
      throw new NotKeptException("the Secret cannot be written", new IllegalStateException());
    }
    kept = Optional.of(next);
    secret = Optional.of(key.secretAccessKey());
  }

  @Override
  public void update(Kept next) {
    kept = Optional.of(next);
  }

  @Override
  public void discard() {
    kept = Optional.empty();
    secret = Optional.empty();
  }

  Optional<String> secret() {
    return secret;
  }

  TigrisSpec.Role role() {
    return kept.orElseThrow().role();
  }
}
