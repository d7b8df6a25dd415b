package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.Fetched;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
import io.avatarorigin.operator.blueprint.Checksum;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Asks a bucket for a picture that nobody has asked for before, as its visitors do, and compares it
 * with the origin's. There is one such picture for each content version and binding.
 */
final class FallThrough {
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;

  private final SignedRequests requests;
  private final Origin origin;

  FallThrough(SignedRequests requests, Origin origin) {
    this.requests = requests;
    this.origin = origin;
  }

  /**
   * What it is asked once for; it changes with what would be drawn and with where it comes from.
   */
  static String subject(Wish wish, String contentVersion) {
    return Checksum.of(wish.bucket(), contentVersion, wish.shadowDigest(), wish.prefix());
  }

  /** The key of the picture that is asked for. */
  static String key(Wish wish, String subject) {
    return wish.prefix() + Md5.of("fall-through " + subject);
  }

  /**
   * What comes of it.
   *
   * @param url of the bucket where everybody may read it; empty where nobody may without a key
   */
  Finding verify(Wish wish, String subject, Optional<URI> url, Tigris tigris) {
    String key = key(wish, subject);
    String asked = url.map(URI::toString).orElse(wish.bucket()) + "/" + key;
    try {
      Fetched picture =
          url.isPresent()
              ? requests.get(URI.create(url.get() + "/" + Tigris.path(key)))
              : tigris.get(wish.bucket(), key);
      if (!picture.isThere()) {
        return missing(asked, picture);
      }
      Fetched own = origin.picture(wish, key);
      if (!own.isThere()) {
        return Finding.notYet(
            "OriginUnreachable",
            "%s answers %d for %s".formatted(wish.checkedAt(), own.status(), key));
      }
      if (picture.sameAs(own)) {
        return Finding.yes("SamePicture", asked + " is the picture that the origin serves");
      }
      tigris.deleteObjects(wish.bucket(), List.of(key)); // nobody else's, and else there for ever
      return Finding.no(
          "OtherPicture",
          asked
              + " was another picture than the origin serves, and is asked for again: something"
              + " between them keeps an earlier one, or the bucket falls through to somewhere"
              + " else");
    } catch (StoreException e) {
      return Finding.notYet("NoAnswer", String.valueOf(e.getMessage()));
    }
  }

  private static Finding missing(String asked, Fetched answer) {
    String what = "%s: %d %s".formatted(asked, answer.status(), answer.said()).strip();
    return switch (answer.status()) {
      case NOT_FOUND ->
          Finding.no("NotFound", what + "; the bucket does not fall through to the origin");
      case FORBIDDEN ->
          Finding.no(
              "Forbidden",
              what + "; the bucket may not be read so, or the origin refuses the store's key");
      default -> Finding.notYet("NoPictureYet", what + "; it may have to be drawn first");
    };
  }
}
