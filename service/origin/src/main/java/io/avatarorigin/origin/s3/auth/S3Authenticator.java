package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.SignableRequest;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Tells who sent a request, by AWS Signature Version 4 in its header or its query. Safe for use by
 * many threads at once; it blocks on nothing but the credential source.
 */
public final class S3Authenticator {
  static final String SERVICE = "s3";

  private final HeaderForm headerForm;
  private final PresignedForm presignedForm;

  /** The clock decides on skew and expiry. */
  public S3Authenticator(CredentialSource credentials, AuthPolicy policy, InstantSource clock) {
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(clock, "clock");
    SignatureCheck signatureCheck = new SignatureCheck(credentials, policy);
    this.headerForm = new HeaderForm(policy, clock, signatureCheck);
    this.presignedForm = new PresignedForm(policy, clock, signatureCheck);
  }

  /**
   * The sender of a request.
   *
   * @throws AuthException if it is signed wrongly, or in a way that is not supported
   */
  public Caller authenticate(AuthRequest request) {
    SignableRequest signable = request.signable();
    return switch (Mechanism.of(signable)) {
      case ANONYMOUS -> new Caller.Anonymous();
      case HEADER -> headerForm.verify(signable);
      case PRESIGNED -> presignedForm.verify(signable);
    };
  }
}
