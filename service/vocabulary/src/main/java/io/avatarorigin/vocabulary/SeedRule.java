package io.avatarorigin.vocabulary;

/**
 * Which digits of a hash, read as one number, are the seed.
 *
 * @param from the end of the hash that positions are counted from
 * @param skip how many digits to leave out at that end
 * @param digits how many to take next to those, 1 to 8, so that the number has 32 bits at most
 */
record SeedRule(End from, int skip, int digits) {
  static final int MOST_DIGITS = 8;

  /** The last eight digits: what a file that says nothing about seeds means. */
  static final SeedRule DEFAULT = new SeedRule(End.END, 0, MOST_DIGITS);

  /** An end of the hash, as the file names it in lower case. */
  enum End {
    START,
    END
  }

  SeedRule {
    if (digits < 1 || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("digits must be 1 to 8, not " + digits);
    }
    if (skip < 0 || skip + digits > Hash.LEAST_DIGITS) {
      throw new IllegalArgumentException("skip + digits must be 0 to 32, not " + (skip + digits));
    }
  }

  /** An unsigned 32-bit number. */
  long read(Hash hash) {
    int first =
        switch (from) {
          case START -> skip;
          case END -> hash.digits().length() - skip - digits;
        };
    return Long.parseLong(hash.digits(), first, first + digits, 16);
  }
}
