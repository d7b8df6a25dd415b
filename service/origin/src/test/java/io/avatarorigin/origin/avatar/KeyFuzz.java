package io.avatarorigin.origin.avatar;

import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Any key: it names nothing, or a rendition whose own key names it too. */
public final class KeyFuzz {
  private static final List<KeyGrammar> GRAMMARS =
      List.of(
          new KeyGrammar("", Set.of(), 64, ImageFormat.JPEG),
          new KeyGrammar("a/B/", Set.of(40, 80), 256, ImageFormat.WEBP));

  private KeyFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String key = new String(input, StandardCharsets.UTF_8);
    for (KeyGrammar grammar : GRAMMARS) {
      Optional<RenditionKey> named = grammar.parse(key);
      if (named.isPresent()) {
        requireSame(grammar, named.get(), key);
      }
    }
  }

  private static void requireSame(KeyGrammar grammar, RenditionKey named, String key) {
    String name = key.substring(grammar.prefix().length());
    String printed = named.hash() + "@" + named.size() + "." + named.format().extension();
    for (String same :
        List.of(
            printed,
            printed.toUpperCase(Locale.ROOT),
            name.toUpperCase(Locale.ROOT),
            name.toLowerCase(Locale.ROOT))) {
      if (!grammar.parse(grammar.prefix() + same).equals(Optional.of(named))) {
        throw new AssertionError(key + " names " + named + ", and " + same + " does not");
      }
    }
    if (!grammar.offers(named.size())
        || !Hash.isHash(named.hash().digits())
        || !key.startsWith(grammar.prefix())
        || name.length() < named.hash().digits().length()) {
      throw new AssertionError(key + " names " + named);
    }
  }
}
