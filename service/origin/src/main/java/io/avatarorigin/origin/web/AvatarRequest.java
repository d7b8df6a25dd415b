package io.avatarorigin.origin.web;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.web.exchange.MediaRanges;
import io.avatarorigin.origin.web.exchange.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request for an avatar asks for.
 *
 * @param name the path after {@code /avatar/}, decoded
 * @param key the rendition that is meant, of a size that is offered; empty when the name is no key,
 *     or asks for another size itself
 * @param size of a substitute, in pixels
 * @param fallback what to show instead; empty when the client did not say
 * @param forced whether the substitute is wanted even where there is a picture
 * @param negotiated whether {@code Accept} had a say in the format
 */
record AvatarRequest(
    String name,
    Optional<RenditionKey> key,
    int size,
    Optional<Fallback> fallback,
    boolean forced,
    boolean negotiated) {

  /** Reads requests by one grammar, whose native size is what a request without a size gets. */
  record Reader(KeyGrammar keys, Set<String> redirectHosts) {
    /**
     * What is asked for; nothing is refused here.
     *
     * @param accept the values of the {@code Accept} header
     */
    AvatarRequest read(String name, Query query, List<String> accept) {
      boolean negotiated = name.indexOf('.') < 0;
      int asked = size(query.value("size", "s"));
      Optional<RenditionKey> key =
          keys.parse(name)
              .map(named -> name.indexOf('@') < 0 ? resize(named, keys.nextOffered(asked)) : named)
              .map(named -> negotiated ? negotiate(named, accept) : named);
      return new AvatarRequest(
          name,
          key,
          key.map(RenditionKey::size).orElse(asked),
          Fallback.parse(query, redirectHosts),
          query.value("forcedefault", "f").filter("y"::equalsIgnoreCase).isPresent(),
          negotiated);
    }

    /** Where the picture of this key is to be had. */
    String path(RenditionKey key) {
      return "%s%s%s@%d.%s"
          .formatted(
              AvatarHandler.PATH,
              keys.prefix(),
              key.hash().digits(),
              key.size(),
              key.format().extension());
    }

    /**
     * Never refused: what is not a positive number is the default, what is too large the largest.
     */
    private int size(Optional<String> text) {
      if (text.isEmpty() || !text.get().matches("[0-9]+")) {
        return keys.nativeSize();
      }
      String digits = text.get().replaceFirst("^0+", "");
      if (digits.isEmpty()) {
        return keys.nativeSize();
      }
      return digits.length() > 4
          ? RenditionKey.MAX_SIZE
          : Math.min(RenditionKey.MAX_SIZE, Integer.parseInt(digits));
    }

    private static RenditionKey resize(RenditionKey key, int size) {
      return new RenditionKey(key.hash(), size, key.format());
    }

    private static RenditionKey negotiate(RenditionKey key, List<String> accept) {
      return MediaRanges.name(accept, ImageFormat.WEBP.contentType())
          ? new RenditionKey(key.hash(), key.size(), ImageFormat.WEBP)
          : key;
    }
  }
}
