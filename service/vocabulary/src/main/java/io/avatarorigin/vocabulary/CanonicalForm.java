package io.avatarorigin.vocabulary;

import java.nio.charset.StandardCharsets;

/**
 * What a vocabulary means, as one text that does not depend on how its file says it. Stored
 * pictures are filed under its digest, so a change of this form redraws every picture.
 */
final class CanonicalForm {
  private final StringBuilder form = new StringBuilder("avatar-origin vocabulary 1\n");

  private CanonicalForm() {}

  /** SHA-256 in lower-case hex. */
  static String digest(Wording wording, SeedRule seed) {
    CanonicalForm canonical = new CanonicalForm();
    canonical.add(wording.prefix());
    for (Slot slot : wording.slots()) {
      canonical.add("slot " + slot.digit());
      slot.words().forEach(canonical::add);
    }
    canonical.add(wording.suffix());
    canonical.add(wording.negative());
    canonical.add("seed " + seed.from() + " " + seed.skip() + " " + seed.digits());
    return HashAlgorithm.SHA256.digits(canonical.form.toString());
  }

  /** The length before each text, in bytes, keeps two texts from reading like one. */
  private void add(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    form.append(bytes).append(':').append(text).append('\n');
  }
}
