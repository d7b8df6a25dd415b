package io.avatarorigin.origin.s3.http;

import static io.avatarorigin.origin.s3.http.Preconditions.Verdict.IF_MATCH_FAILED;
import static io.avatarorigin.origin.s3.http.Preconditions.Verdict.IF_UNMODIFIED_SINCE_FAILED;
import static io.avatarorigin.origin.s3.http.Preconditions.Verdict.NOT_MODIFIED;
import static io.avatarorigin.origin.s3.http.Preconditions.Verdict.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreconditionsTest {
  private static final String TAG = "0123456789abcdef0123456789abcdef";
  private static final Instant MODIFIED = Instant.parse("2026-03-05T07:08:09.700Z");
  private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
  private static final String BEFORE = "Thu, 05 Mar 2026 07:08:08 GMT";
  private static final String EQUAL = "Thu, 05 Mar 2026 07:08:09 GMT";
  private static final String AFTER = "Thu, 05 Mar 2026 07:08:10 GMT";

  private static Preconditions.Verdict judge(RequestHeaders headers) {
    return Preconditions.of(headers).judge(TAG, MODIFIED, NOW);
  }

  /** What the four headers say, and what RFC 9110 (13.2.2) makes of it. */
  record Case(String match, String unmodified, String noneMatch, String modified) {
    Preconditions.Verdict expected() {
      if (match.equals("no")) {
        return IF_MATCH_FAILED;
      }
      if (match.equals("-") && unmodified.equals("no")) {
        return IF_UNMODIFIED_SINCE_FAILED;
      }
      if (noneMatch.equals("no")) {
        return NOT_MODIFIED;
      }
      return noneMatch.equals("-") && modified.equals("no") ? NOT_MODIFIED : PROCEED;
    }

    RequestHeaders headers() {
      RequestHeaders headers = new RequestHeaders();
      add(headers, "if-match", match, '"' + TAG + '"', "\"other\"");
      add(headers, "if-unmodified-since", unmodified, EQUAL, BEFORE);
      add(headers, "if-none-match", noneMatch, "\"other\"", '"' + TAG + '"');
      add(headers, "if-modified-since", modified, BEFORE, EQUAL);
      return headers;
    }

    private static void add(
        RequestHeaders headers, String name, String says, String holds, String fails) {
      if (!says.equals("-")) {
        headers.add(name, says.equals("yes") ? holds : fails);
      }
    }
  }

  static List<Case> everyCombination() {
    List<String> says = List.of("-", "yes", "no");
    List<Case> cases = new ArrayList<>();
    for (String match : says) {
      for (String unmodified : says) {
        for (String noneMatch : says) {
          for (String modified : says) {
            cases.add(new Case(match, unmodified, noneMatch, modified));
          }
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("everyCombination")
  void followsThePrecedenceOfConditions(Case condition) {
    assertThat(judge(condition.headers())).isEqualTo(condition.expected());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "if-match|\"0123456789abcdef0123456789abcdef\"|PROCEED",
        "if-match|0123456789abcdef0123456789abcdef|PROCEED",
        "if-match|*|PROCEED",
        "if-match|\"a,b\" , \"0123456789abcdef0123456789abcdef\"|PROCEED",
        "if-match|W/\"0123456789abcdef0123456789abcdef\"|IF_MATCH_FAILED",
        "if-match|\"0123456789ABCDEF0123456789ABCDEF\"|IF_MATCH_FAILED",
        "if-match|\"unclosed|IF_MATCH_FAILED",
        "if-match|W/|IF_MATCH_FAILED",
        "if-none-match|W/\"0123456789abcdef0123456789abcdef\"|NOT_MODIFIED",
        "if-none-match|0123456789abcdef0123456789abcdef|NOT_MODIFIED",
        "if-none-match|\"a\",\"0123456789abcdef0123456789abcdef\"|NOT_MODIFIED",
        "if-none-match|*|NOT_MODIFIED",
        "if-none-match|\"a\",\"b\"|PROCEED",
        "if-none-match|,,|PROCEED",
        "if-modified-since|Thu, 05 Mar 2026 07:08:10 GMT|NOT_MODIFIED",
        "if-modified-since|2026-03-05T07:08:09Z|NOT_MODIFIED",
        "if-modified-since|nonsense|PROCEED",
        "if-modified-since|Wed, 01 Jan 2030 00:00:00 GMT|PROCEED",
        "if-unmodified-since|nonsense|PROCEED",
        "if-unmodified-since|Thu, 05 Mar 2026 07:08:10 GMT|PROCEED",
      })
  void readsEachHeader(String name, String value, Preconditions.Verdict expected) {
    assertThat(judge(RequestHeaders.of(name, value))).isEqualTo(expected);
  }

  @Test
  void readsAListOverSeveralLines() {
    assertThat(judge(RequestHeaders.of("If-Match", "\"other\"", "If-Match", '"' + TAG + '"')))
        .isEqualTo(PROCEED);
  }

  @Test
  void comparesWholeSeconds() {
    assertThat(judge(RequestHeaders.of("If-Modified-Since", AFTER))).isEqualTo(NOT_MODIFIED);
    assertThat(judge(RequestHeaders.of("If-Unmodified-Since", EQUAL))).isEqualTo(PROCEED);
  }
}
