package io.avatarorigin.cli;

import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.HashAlgorithm;

/** A hash, or the text (most often an e-mail address) that it is made of. */
final class HashArgument {
  private HashArgument() {}

  static Hash read(String argument, HashAlgorithm algorithm) {
    if (argument.isBlank()) {
      throw CommandFailure.wrongUse("a hash or a text is needed, not an empty one");
    }
    return Hash.isHash(argument) ? Hash.parse(argument) : Hash.of(argument, algorithm);
  }

  static Hash read(String argument, boolean sha256) {
    return read(argument, sha256 ? HashAlgorithm.SHA256 : HashAlgorithm.MD5);
  }
}
