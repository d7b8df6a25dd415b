package io.avatarorigin.vocabulary;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Every hash there is: both lengths, each digit free. */
final class Hashes extends DomainContextBase {
  @Provide
  Arbitrary<Hash> hashes() {
    return Arbitraries.of(32, 64)
        .flatMap(length -> Arbitraries.strings().withChars("0123456789abcdef").ofLength(length))
        .map(Hash::new);
  }

  /** The same hash, its letters at random in upper case. */
  static String inMixedCase(Hash hash, long choices) {
    StringBuilder text = new StringBuilder(hash.toString());
    for (int position = 0; position < text.length(); position++) {
      if ((choices >>> position & 1) != 0) {
        char digit = text.charAt(position);
        text.setCharAt(position, String.valueOf(digit).toUpperCase(Locale.ROOT).charAt(0));
      }
    }
    return text.toString();
  }
}
