package io.avatarorigin.origin.s3.auth;

import io.avatarorigin.sigv4.CanonicalRequest;
import io.avatarorigin.sigv4.SignableRequest;
import io.avatarorigin.sigv4.SigningKey;
import io.avatarorigin.sigv4.SigningKeys;
import io.avatarorigin.sigv4.StringToSign;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The last checks of both forms: the key is known, what must be signed is, and the signature fits.
 */
final class SignatureCheck {
  private static final int KEPT_SIGNING_KEYS = 256;
  private static final HexFormat BLANK_SEPARATED = HexFormat.ofDelimiter(" ");

  private final CredentialSource credentials;
  private final boolean echo;
  private final MustSignRule mustSign;
  private final SigningKeys signingKeys = new SigningKeys(KEPT_SIGNING_KEYS);

  SignatureCheck(CredentialSource credentials, AuthPolicy policy) {
    this.credentials = credentials;
    this.echo = policy.echoCanonicalRequest();
    this.mustSign = new MustSignRule(policy.unsignedHeaderExemptions());
  }

  /** What is known of a key id. */
  Grant requireGrant(String accessKeyId) {
    Optional<Grant> grant = credentials.grantOf(accessKeyId);
    if (grant.isEmpty()) {
      signingKeys.forget(accessKeyId);
      throw new AuthException(
          AuthFailure.INVALID_ACCESS_KEY_ID,
          "There is no such access key here",
          Map.of("AWSAccessKeyId", accessKeyId));
    }
    return grant.get();
  }

  Caller verify(SignableRequest request, Claim claim, Grant grant) {
    PayloadRule.check(request.method(), claim.payloadHash());
    mustSign.check(request, claim.signedHeaders());
    CanonicalRequest canonical =
        CanonicalRequest.of(request, claim.signedHeaders(), claim.payloadHash());
    StringToSign toSign = StringToSign.of(claim.time(), claim.credential().scope(), canonical);
    boolean verified = false;
    // Every secret is tried, the right one found or not, so that time does not tell which it was.
    for (SigningKey key : signingKeys.keysOf(claim.credential(), grant.secrets())) {
      verified |= key.verifies(toSign, claim.signature());
    }
    if (!verified) {
      throw mismatch(claim, toSign.text(), canonical.text());
    }
    return new Caller.Credentialed(claim.credential().accessKeyId(), grant.rights());
  }

  private AuthException mismatch(Claim claim, String toSign, String canonical) {
    Map<String, String> extras = new LinkedHashMap<>();
    extras.put("AWSAccessKeyId", claim.credential().accessKeyId());
    if (echo) {
      extras.put("StringToSign", toSign);
      extras.put("SignatureProvided", claim.signature());
      extras.put("StringToSignBytes", octets(toSign));
      extras.put("CanonicalRequest", canonical);
      extras.put("CanonicalRequestBytes", octets(canonical));
    }
    return new AuthException(
        AuthFailure.SIGNATURE_DOES_NOT_MATCH,
        "The signature is not the one computed here; check the secret, and that nothing on the way"
            + " changes host, path, query or signed headers",
        extras);
  }

  private static String octets(String text) {
    return BLANK_SEPARATED.formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}
