package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document, between marks of this name, that says what tests show. */
public record DocumentPart(String document, String name) {

  /** {@code -Dgolden.update=true} rewrites it, and fails as well, so that somebody reads. */
  public void assertIs(String expected) throws IOException {
    Path file = Path.of("../../docs", document);
    String begin = "<!-- " + name + ": begin -->\n";
    String actual = Files.readString(file);
    String whole =
        actual.substring(0, actual.indexOf(begin) + begin.length())
            + expected
            + actual.substring(actual.indexOf("<!-- " + name + ": end -->\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, whole);
    }
    assertThat(actual).isEqualTo(whole);
  }
}
