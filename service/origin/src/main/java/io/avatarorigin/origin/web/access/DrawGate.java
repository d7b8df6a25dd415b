package io.avatarorigin.origin.web.access;

import io.avatarorigin.origin.client.ClientNetwork;
import io.avatarorigin.origin.web.exchange.Query;
import io.avatarorigin.vocabulary.Hash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides who may cause a draw, before budgets are asked. */
public record DrawGate(WebAccess access, Optional<Set<Hash>> allowedHashes) {
  /**
   * Why this request may not cause a draw of the hash, in a sentence for the public; empty when it
   * may.
   *
   * @param now when the request came
   */
  public Optional<String> refusal(Hash hash, Claim claim, Instant now) {
    if (allowedHashes.isPresent() && !allowedHashes.get().contains(hash)) {
      return Optional.of("New pictures are drawn for listed hashes only.");
    }
    return switch (access) {
      case WebAccess.Open() -> Optional.empty();
      case WebAccess.Off() -> Optional.of("Pictures are served here, but no new ones are drawn.");
      case WebAccess.Signed(UrlSigner signer) ->
          refusal(signer.verify(claim.path(), claim.query(), now));
    };
  }

  private static Optional<String> refusal(UrlSigner.Verdict verdict) {
    return switch (verdict) {
      case VALID -> Optional.empty();
      case MISSING -> Optional.of("New pictures are drawn for signed URLs only.");
      case EXPIRED -> Optional.of("The signature of this URL has expired.");
      case WRONG -> Optional.of("The signature of this URL is wrong.");
    };
  }

  /**
   * What a request brings along to be let in.
   *
   * @param path as it was sent, percent-encoded
   */
  public record Claim(ClientNetwork client, String path, Query query) {}
}
