package io.avatarorigin.origin.s3.http;

import java.time.Instant;
import java.util.Optional;

/**
 * The conditions of a GET or HEAD (RFC 9110, section 13.2.2), each as its header has it.
 *
 * <p>Times are compared in whole seconds; a date that cannot be read, or lies in the future, is
 * ignored.
 */
public record Preconditions(
    Optional<String> ifMatch,
    Optional<String> ifUnmodifiedSince,
    Optional<String> ifNoneMatch,
    Optional<String> ifModifiedSince) {

  /** What becomes of the request. */
  public enum Verdict {
    PROCEED,
    NOT_MODIFIED,
    IF_MATCH_FAILED,
    IF_UNMODIFIED_SINCE_FAILED
  }

  public static Preconditions of(RequestHeaders headers) {
    return new Preconditions(
        headers.joined("if-match"),
        headers.first("if-unmodified-since"),
        headers.joined("if-none-match"),
        headers.first("if-modified-since"));
  }

  /**
   * Judges the conditions in their order of precedence.
   *
   * @param opaqueTag the object's entity tag without quotes; it is a strong one
   */
  public Verdict judge(String opaqueTag, Instant lastModified, Instant now) {
    if (ifMatch.isPresent()) {
      if (!new EntityTags(ifMatch.get()).matchStrongly(opaqueTag)) {
        return Verdict.IF_MATCH_FAILED;
      }
    } else if (isNewer(ifUnmodifiedSince, lastModified, now)) {
      return Verdict.IF_UNMODIFIED_SINCE_FAILED;
    }
    if (ifNoneMatch.isPresent()) {
      return new EntityTags(ifNoneMatch.get()).matchWeakly(opaqueTag)
          ? Verdict.NOT_MODIFIED
          : Verdict.PROCEED;
    }
    if (isNotNewer(ifModifiedSince, lastModified, now)) {
      return Verdict.NOT_MODIFIED;
    }
    return Verdict.PROCEED;
  }

  private static boolean isNewer(Optional<String> header, Instant lastModified, Instant now) {
    return header.isPresent()
        && date(header.get(), now)
            .filter(since -> lastModified.getEpochSecond() > since.getEpochSecond())
            .isPresent();
  }

  private static boolean isNotNewer(Optional<String> header, Instant lastModified, Instant now) {
    return header.isPresent()
        && date(header.get(), now)
            .filter(since -> lastModified.getEpochSecond() <= since.getEpochSecond())
            .isPresent();
  }

  private static Optional<Instant> date(String header, Instant now) {
    return HttpDate.parse(header).filter(date -> !date.isAfter(now));
  }
}
