package io.avatarorigin.origin;

import io.avatarorigin.origin.config.WebConfig;
import io.avatarorigin.origin.web.access.SigningKey;
import io.avatarorigin.origin.web.access.UrlSigner;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Who signs links to the web socket, from the configuration. */
public final class SignedLinks {
  private SignedLinks() {}

  /** The signer of the configured keys, of which the first signs; nobody where there are none. */
  public static Optional<UrlSigner> signer(WebConfig web) {
    List<SigningKey> keys =
        web.signingKeys().stream()
            .map(key -> SigningKey.of(key.reveal().getBytes(StandardCharsets.UTF_8)))
            .toList();
    return keys.isEmpty() ? Optional.empty() : Optional.of(UrlSigner.of(keys));
  }
}
