package io.avatarorigin.origin.web.access;

/** Who may cause a draw from the web. What is drawn already is public under each of them. */
public sealed interface WebAccess {
  /** Everyone, within the draw budgets. */
  record Open() implements WebAccess {}

  /** Whoever holds a URL that one of the signer's keys has signed and that has not expired. */
  record Signed(UrlSigner signer) implements WebAccess {}

  /** Nobody: the web serves what is drawn and draws nothing. */
  record Off() implements WebAccess {}
}
