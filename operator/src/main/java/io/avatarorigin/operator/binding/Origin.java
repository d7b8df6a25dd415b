package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.Fetched;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
import java.net.URI;
import java.util.Optional;

/** The origin, asked as the store will ask it. */
final class Origin {
  private static final String LIST = "?list-type=2&max-keys=1";

  private final SignedRequests requests;

  Origin(SignedRequests requests) {
    this.requests = requests;
  }

  /** Why it does not answer the key of the wish; empty where it does. */
  Optional<Finding> objection(Wish wish) {
    URI url = URI.create(wish.checkedAt() + "/" + LIST);
    try {
      Fetched answer = requests.get(url, wish.signingKey(), wish.region());
      return answer.isThere() ? Optional.empty() : Optional.of(objection(wish, answer));
    } catch (StoreException e) {
      return Optional.of(
          Finding.notYet(
              "OriginUnreachable",
              e.getMessage()
                  + "; the bucket is bound when the origin answers there: look at its DNS record,"
                  + " certificate and route, or set spec.tigris.reach"));
    }
  }

  private static Finding objection(Wish wish, Fetched answer) {
    if (answer.status() == 403) {
      return Finding.notYet(
          "KeyNotYetTaken",
          "%s does not know the key %s (%s); a new key is taken a minute or so after it was written"
              .formatted(wish.checkedAt(), wish.pair().accessKeyId(), answer.said()));
    }
    return Finding.notYet(
        "OriginUnreachable",
        "%s answers %d, which no origin of this resource would: something else is there"
            .formatted(wish.checkedAt(), answer.status()));
  }

  /** A picture of it. */
  Fetched picture(Wish wish, String key) {
    return requests.get(
        URI.create(wish.checkedAt() + "/" + Tigris.path(key)), wish.signingKey(), wish.region());
  }
}
