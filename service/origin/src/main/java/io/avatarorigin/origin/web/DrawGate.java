package io.avatarorigin.origin.web;

import io.avatarorigin.vocabulary.Hash;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides who may cause a draw, before budgets are asked. */
record DrawGate(WebAccess access, Optional<Set<Hash>> allowedHashes) {
  /**
   * Why this request may not cause a draw of the hash; empty when it may.
   *
   * @param now when the request came
   */
  Optional<Problem> refusal(Hash hash, Claim claim, Instant now) {
    if (allowedHashes.isPresent() && !allowedHashes.get().contains(hash)) {
      return Optional.of(Problem.forbidden("New pictures are drawn for listed hashes only."));
    }
    return switch (access) {
      case WebAccess.Open() -> Optional.empty();
      case WebAccess.Off() ->
          Optional.of(Problem.forbidden("Pictures are served here, but no new ones are drawn."));
      case WebAccess.Signed(UrlSigner signer) ->
          refusal(signer.verify(claim.path(), claim.query(), now)).map(Problem::forbidden);
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
  record Claim(ClientAddress client, String path, Query query) {}
}
