package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.vocabulary.Hash;

/** Where things lie in the bucket: {@code [prefix]VERSION/portraits/ab/cd/HASH.png}. */
record SharedKeys(String prefix) {
  String portrait(ContentVersion version, Hash hash) {
    String digits = hash.digits();
    return "%s%s/portraits/%s/%s/%s.png"
        .formatted(prefix, version, digits.substring(0, 2), digits.substring(2, 4), digits);
  }

  /** Names nothing; who may ask for it may ask for portraits. */
  String probe() {
    return prefix + "probe";
  }
}
