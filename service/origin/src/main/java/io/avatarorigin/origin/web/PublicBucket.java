package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A bucket in front of the S3 face that everybody may read: where clients are sent for pictures.
 *
 * @param folder what its pictures lie below, ending in a slash
 * @param keys those of the S3 face
 */
public record PublicBucket(URI folder, KeyGrammar keys) {
  /**
   * The bucket at this URL.
   *
   * @param keys those of the S3 face, with the prefix that they begin with in the bucket too
   */
  public static PublicBucket at(URI url, KeyGrammar keys) {
    String root = url.toString().replaceFirst("/+$", "");
    return new PublicBucket(URI.create(root + encoded("/" + keys.prefix())), keys);
  }

  /** Where the rendition is; nowhere where the S3 face does not offer its size. */
  Optional<URI> locationOf(RenditionKey key) {
    return keys.offers(key.size())
        ? Optional.of(URI.create(folder + key.name()))
        : Optional.empty();
  }

  private static String encoded(String path) {
    try {
      return new URI(null, null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path: " + path, e);
    }
  }
}
