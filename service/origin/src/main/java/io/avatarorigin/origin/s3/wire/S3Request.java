package io.avatarorigin.origin.s3.wire;

import io.avatarorigin.origin.s3.http.MalformedEncodingException;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import java.util.Objects;

/**
 * A request that has been read: what it is about, and what it says about it.
 *
 * @param rawPath begins with a slash, without scheme and host even where the client sent them
 */
public record S3Request(
    String method, String rawPath, Target target, QueryParameters query, RequestHeaders headers) {

  /**
   * Reads a request.
   *
   * @throws S3Exception InvalidURI, if the target cannot be read or names another host
   */
  public static S3Request parse(RawRequest raw, Addressing addressing) {
    String host = raw.headers().first("host").orElse("");
    try {
      String rawPath = originForm(raw.rawPath(), host);
      return new S3Request(
          raw.method(),
          rawPath,
          addressing.target(host, rawPath),
          QueryParameters.parse(raw.rawQuery()),
          raw.headers());
    } catch (MalformedEncodingException e) {
      throw unreadable(Objects.requireNonNullElse(e.getMessage(), "bad encoding"));
    }
  }

  public boolean isHead() {
    return method.equals("HEAD");
  }

  /** The name of the bucket that the request is about. */
  public String bucket() {
    return switch (target) {
      case Target.Bucket bucket -> bucket.bucket();
      case Target.Key key -> key.bucket();
      case Target.Service service ->
          throw new IllegalStateException("a request to the service is about no bucket");
    };
  }

  /** The key that the request is about. */
  public String key() {
    if (target instanceof Target.Key key) {
      return key.key();
    }
    throw new IllegalStateException("the request is about no key: " + target);
  }

  /** Strips scheme and host of an absolute target, if the host is the one asked. */
  private static String originForm(String rawPath, String host) {
    if (rawPath.startsWith("/")) {
      return rawPath;
    }
    int authority = rawPath.indexOf("://") + 3;
    if (!rawPath.regionMatches(true, 0, "http", 0, 4) || (authority != 7 && authority != 8)) {
      throw unreadable("it is neither a path nor a URL");
    }
    int slash = rawPath.indexOf('/', authority);
    int end = slash < 0 ? rawPath.length() : slash;
    if (!rawPath.substring(authority, end).equalsIgnoreCase(host)) {
      throw unreadable("it names another host than the Host header");
    }
    return slash < 0 ? "/" : rawPath.substring(slash);
  }

  private static S3Exception unreadable(String reason) {
    return S3Error.of(S3ErrorCode.INVALID_URI, "The request target cannot be read: " + reason)
        .toException();
  }
}
