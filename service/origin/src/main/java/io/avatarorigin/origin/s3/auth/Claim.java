package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.Credential;
import io.avatarorigin.sigv4.SignedHeaders;
import io.avatarorigin.sigv4.SigningTime;

/** What a request says of its own signature, in whichever form. */
record Claim(
    Credential credential,
    SigningTime time,
    SignedHeaders signedHeaders,
    String payloadHash,
    String signature) {
  /** The signature stays out of it. */
  @Override
  public String toString() {
    return "Claim[" + credential.text() + "]";
  }
}
