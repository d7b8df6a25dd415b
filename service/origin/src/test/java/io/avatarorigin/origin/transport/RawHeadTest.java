package io.avatarorigin.origin.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RawHeadTest {
  private static final String FIRST = "GET /a:b HTTP/1.1\r\nHost: x\r\nX-B: 1\r\nx-a: 2\r\n\r\n";
  private static final String SECOND = "gET / HTTP/1.1\r\nx-a: 1\r\nX-B: 2:3\r\nX-b: 4\r\n\r\n";

  private final RawHead head = new RawHead();

  private static List<String> names(RawHead head) throws InterruptedException {
    List<String> names = new ArrayList<>();
    head.during(() -> names.addAll(RawHead.headerNamesOfThisRequest()));
    return names;
  }

  private static byte[] octets(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void knowsNothingOutsideOfAConnection() {
    assertThat(RawHead.headerNamesOfThisRequest()).isEmpty();
  }

  @Test
  void tellsTheHeadersOfEachOfAPipelineInTheirOrder() throws Exception {
    head.append(octets(FIRST + "\r\n" + SECOND + FIRST));
    head.ended(2 + SECOND.length() + FIRST.length());
    head.skipped(2);

    assertThat(names(head)).containsExactly("host", "x-b", "x-a");
    assertThat(head.hasSmallLetterInMethod()).isFalse();
    head.ended(FIRST.length());
    assertThat(names(head)).containsExactly("x-a", "x-b", "x-b");
    assertThat(head.hasSmallLetterInMethod()).isTrue();
    head.ended(0);
    assertThat(names(head)).containsExactly("host", "x-b", "x-a");
  }

  @Property(tries = 200)
  void isTheSameInWhateverPiecesItComes(
      @ForAll @Size(max = 20) List<@IntRange(min = 1, max = 60) Integer> pieces)
      throws InterruptedException {
    RawHead inPieces = new RawHead();
    String all = FIRST + SECOND;
    int come = 0;
    for (int i = 0; come < FIRST.length(); i++) {
      int more = i < pieces.size() ? pieces.get(i) : all.length();
      int until = Math.min(all.length(), come + more);
      inPieces.append(octets(all.substring(come, until)));
      come = until;
    }

    inPieces.ended(come - FIRST.length());
    assertThat(names(inPieces)).containsExactly("host", "x-b", "x-a");
    if (come < all.length()) {
      inPieces.append(octets(all.substring(come)));
    }
    inPieces.ended(0);
    assertThat(names(inPieces)).containsExactly("x-a", "x-b", "x-b");
    assertThat(inPieces.hasSmallLetterInMethod()).isTrue();
  }
}
