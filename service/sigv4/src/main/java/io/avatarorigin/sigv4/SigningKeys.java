package io.avatarorigin.sigv4;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Derived signing keys, kept by key id, date, region and service. Keys of a secret that is no
 * longer among those of its key id are dropped at the next look-up. Safe for use by many threads at
 * once.
 *
 * <p>A full cache is emptied rather than sorted out: deriving anew costs a few microseconds, and
 * one day, few regions and few key ids are in use at a time.
 */
public final class SigningKeys {
  private final ConcurrentMap<Slot, Derived> derived = new ConcurrentHashMap<>();
  private final int capacity;

  /** A cache of at most about so many entries. */
  public SigningKeys(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive, not " + capacity);
    }
    this.capacity = capacity;
  }

  private record Slot(String accessKeyId, CredentialScope scope) {}

  private record Derived(List<Secret> secrets, List<SigningKey> keys) {}

  /** One key for each secret, in the order of the secrets. */
  public List<SigningKey> keysOf(Credential credential, List<Secret> secrets) {
    Slot slot = new Slot(credential.accessKeyId(), credential.scope());
    Derived known = derived.get(slot);
    if (known != null) {
      if (known.secrets().equals(secrets)) {
        return known.keys();
      }
      forget(credential.accessKeyId());
    }
    if (derived.size() >= capacity) {
      derived.clear();
    }
    List<SigningKey> keys =
        secrets.stream().map(secret -> SigningKey.derive(secret, credential.scope())).toList();
    derived.put(slot, new Derived(List.copyOf(secrets), keys));
    return keys;
  }

  /** Drops every key of an id, for when it is withdrawn. */
  public void forget(String accessKeyId) {
    derived.keySet().removeIf(slot -> slot.accessKeyId().equals(accessKeyId));
  }

  int size() {
    return derived.size();
  }
}
