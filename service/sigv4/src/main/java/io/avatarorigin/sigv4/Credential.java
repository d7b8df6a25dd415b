package io.avatarorigin.sigv4;

import static io.avatarorigin.sigv4.SignatureFormatException.Component.CREDENTIAL;

import java.util.Objects;

/** The Credential component: who signed, and for which scope. */
public record Credential(String accessKeyId, CredentialScope scope) {
  public Credential {
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(scope, "scope");
  }

  /**
   * Reads {@code keyId/yyyyMMdd/region/service/aws4_request}.
   *
   * @throws SignatureFormatException on another number of parts, another service than the expected
   *     one, another last part, or a date that is not eight digits, checked in this order
   */
  public static Credential parse(String text, String service) {
    int date = text.indexOf('/');
    int region = text.indexOf('/', date + 1);
    int serviceAt = text.indexOf('/', region + 1);
    int terminal = text.indexOf('/', serviceAt + 1);
    boolean five = date >= 0 && region > date && serviceAt > region && terminal > serviceAt;
    if (!five || text.indexOf('/', terminal + 1) >= 0) {
      throw malformed(
          "Credential '"
              + text
              + "' is not of the form keyId/yyyyMMdd/region/service/aws4_request");
    }
    Credential credential =
        new Credential(
            text.substring(0, date),
            new CredentialScope(
                text.substring(date + 1, region),
                text.substring(region + 1, serviceAt),
                text.substring(serviceAt + 1, terminal)));
    credential.check(service, text.substring(terminal + 1));
    return credential;
  }

  private void check(String service, String terminal) {
    if (!scope.service().equals(service)) {
      throw malformed(
          "Credential is for the service '" + scope.service() + "', not '" + service + "'");
    }
    if (!terminal.equals(CredentialScope.TERMINAL)) {
      throw malformed(
          "Credential ends in '" + terminal + "', not '" + CredentialScope.TERMINAL + "'");
    }
    if (!isDay(scope.date())) {
      throw malformed("Credential has the date '" + scope.date() + "', not one as yyyyMMdd");
    }
  }

  private static boolean isDay(String date) {
    if (date.length() != 8) {
      return false;
    }
    for (int i = 0; i < 8; i++) {
      if (date.charAt(i) < '0' || date.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** As it stands in a request. */
  public String text() {
    return accessKeyId + '/' + scope.text();
  }

  private static SignatureFormatException malformed(String message) {
    return new SignatureFormatException(CREDENTIAL, message);
  }
}
