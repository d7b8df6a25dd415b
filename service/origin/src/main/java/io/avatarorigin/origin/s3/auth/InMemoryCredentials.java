package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Access keys held in memory, replaced as a whole. Safe for use by many threads at once. */
public final class InMemoryCredentials implements CredentialSource {
  private volatile Map<String, Grant> grants;

  /** Starts with the given secrets by key id, whose holders may ask for everything. */
  public InMemoryCredentials(Map<String, List<Secret>> secrets) {
    this.grants =
        secrets.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, entry -> new Grant(entry.getValue(), Rights.FULL)));
  }

  /** Puts other keys in the place of all; requests that begin after it see only these. */
  public void replace(Map<String, Grant> replacement) {
    this.grants = Map.copyOf(replacement);
  }

  @Override
  public Optional<Grant> grantOf(String accessKeyId) {
    return Optional.ofNullable(grants.get(accessKeyId));
  }
}
