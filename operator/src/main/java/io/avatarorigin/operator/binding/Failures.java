package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.StoreException;

/** What failures of a store mean to whoever has asked for a bucket. */
final class Failures {
  /** The reason of whatever may pass. */
  static final String UNAVAILABLE = "StoreUnavailable";

  private Failures() {}

  static Finding finding(StoreException e) {
    return finding(e, false);
  }

  /**
   * @param isBriefly whether the store was there a moment ago
   */
  static Finding finding(StoreException e, boolean isBriefly) {
    String message = String.valueOf(e.getMessage());
    return switch (e.category()) {
      case UNAVAILABLE -> {
        String again = message + "; it is tried again after a while";
        yield isBriefly ? Finding.notYet(UNAVAILABLE, again) : Finding.no(UNAVAILABLE, again);
      }
      case REFUSED ->
          Finding.no(
              "CredentialsRefused",
              message
                  + "; the key of spec.tigris.credentialsSecretRef may not do this, or the bucket is"
                  + " another account's");
      case TAKEN ->
          Finding.no("BucketTaken", message + "; names are one for all accounts: choose another");
      case NOT_FOUND, REJECTED -> Finding.no("StoreRejected", message);
    };
  }

  static Finding noCredentials(String secret) {
    return Finding.no(
        "CredentialsMissing",
        "there is no Secret %s with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or one of them is no such thing"
            .formatted(secret));
  }
}
