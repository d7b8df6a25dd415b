package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.store.Rendition;
import io.avatarorigin.origin.web.exchange.Problem;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import io.avatarorigin.origin.web.substitute.Commission;
import java.net.URI;

/** What a request for an avatar is answered with. */
sealed interface Answer {
  /**
   * The picture.
   *
   * @param key names the rendition
   * @param negotiated whether {@code Accept} had a say in the format
   */
  record Picture(RenditionKey key, Rendition rendition, WebAnswer kind, boolean negotiated)
      implements Answer {}

  /** A substitute. */
  record Substituted(Commission wanted) implements Answer {}

  /** A redirect to the substitute that the client brought along. */
  record Redirected(URI location) implements Answer {}

  /** No picture. */
  record Failed(Problem problem) implements Answer {}
}
