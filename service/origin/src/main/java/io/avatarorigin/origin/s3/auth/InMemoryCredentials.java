package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Access keys held in memory, replaced as a whole. Safe for use by many threads at once. */
public final class InMemoryCredentials implements CredentialSource {
  private volatile Map<String, List<Secret>> secrets;

  /** Starts with the given secrets by key id. */
  public InMemoryCredentials(Map<String, List<Secret>> secrets) {
    this.secrets = copyOf(secrets);
  }

  /** Puts other keys in the place of all; requests that begin after it see only these. */
  public void replace(Map<String, List<Secret>> replacement) {
    this.secrets = copyOf(replacement);
  }

  @Override
  public List<Secret> secretsOf(String accessKeyId) {
    return secrets.getOrDefault(accessKeyId, List.of());
  }

  private static Map<String, List<Secret>> copyOf(Map<String, List<Secret>> secrets) {
    return secrets.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
  }
}
