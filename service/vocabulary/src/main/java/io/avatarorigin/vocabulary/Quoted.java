package io.avatarorigin.vocabulary;

/** Text from outside as it may stand in a message: short, in one line, in quotation marks. */
final class Quoted {
  private static final int MOST = 40;

  private Quoted() {}

  static String of(String text) {
    String shown = text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    return '"' + shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?") + '"';
  }
}
