package io.avatarorigin.origin.web.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A request that gets no picture, told in the members of RFC 9457. The text is for the public.
 *
 * @param retryAfter when asking again may help
 */
public record Problem(
    WebAnswer kind, int status, String title, String detail, Optional<Duration> retryAfter) {
  public static final String CONTENT_TYPE = "application/problem+json";

  /** A key that names no picture, or a size that is not offered. */
  public static Problem badKey() {
    return lasting(
        WebAnswer.BAD_KEY,
        404,
        "No such picture",
        "A picture is named by 32 or 64 hex digits, then perhaps @ and a size that is offered here,"
            + " then perhaps .jpg, .png or .webp.");
  }

  /** A path that nobody answers. */
  public static Problem noSuchPath() {
    return lasting(
        WebAnswer.BAD_KEY,
        404,
        "Nothing here",
        "Pictures are at /avatar/HASH, a page about them at /.");
  }

  public static Problem barred() {
    return lasting(WebAnswer.BARRED, 404, "No such picture", "This hash has no picture here.");
  }

  public static Problem refused() {
    return lasting(WebAnswer.REFUSED, 404, "No such picture", "This hash has no picture here.");
  }

  /**
   * A draw that this client may not cause.
   *
   * @param detail why, in a sentence for the public
   */
  public static Problem forbidden(String detail) {
    return lasting(WebAnswer.FORBIDDEN, 403, "Not drawn for you", detail);
  }

  public static Problem overBudget(Duration retryAfter) {
    return passing(
        WebAnswer.OVER_BUDGET,
        429,
        "Too many new pictures",
        "The number of new pictures is limited for now; those that are drawn are still served.",
        retryAfter);
  }

  public static Problem queueFull(Duration retryAfter) {
    return passing(
        WebAnswer.QUEUE_FULL,
        503,
        "Too busy",
        "Too many pictures are waiting to be drawn.",
        retryAfter);
  }

  /** An event stream more than are kept open, in all or for this client. */
  public static Problem tooManyStreams() {
    return passing(
        WebAnswer.TOO_MANY_STREAMS,
        503,
        "Too many listeners",
        "There are too many open event streams; the picture itself can be asked for all the same.",
        Duration.ofSeconds(5));
  }

  public static Problem notYet(Duration retryAfter) {
    return passing(
        WebAnswer.NOT_YET, 503, "Not drawn yet", "The picture is not ready yet.", retryAfter);
  }

  /**
   * A method that the path does not answer.
   *
   * @param allowed those that it does
   */
  public static Problem badMethod(String allowed) {
    return lasting(
        WebAnswer.BAD_METHOD, 405, "Only " + allowed, "This path answers " + allowed + " alone.");
  }

  /** A client that plays with vocabularies faster than anybody types. */
  public static Problem tooOften(Duration retryAfter) {
    return passing(
        WebAnswer.TOO_OFTEN,
        429,
        "Too often",
        "Vocabularies are tried a few times a second at most.",
        retryAfter);
  }

  /** A vocabulary that no hash was sent along with. */
  public static Problem noHash() {
    return lasting(
        WebAnswer.UNREADABLE,
        400,
        "No hash",
        "The query names the hash to read: hash= and 32 or 64 hex digits.");
  }

  /** A body that does not say that it is a vocabulary. */
  public static Problem notYaml() {
    return lasting(
        WebAnswer.UNREADABLE,
        415,
        "Not YAML",
        "A vocabulary is sent with Content-Type: application/yaml.");
  }

  /** A body that does not say how long it is. */
  public static Problem noLength() {
    return lasting(
        WebAnswer.UNREADABLE,
        411,
        "No length",
        "A vocabulary is sent with Content-Length, not in chunks.");
  }

  /**
   * A body longer than is read.
   *
   * @param most how many octets are
   */
  public static Problem bodyTooLarge(int most) {
    return lasting(
        WebAnswer.UNREADABLE,
        413,
        "Too large",
        "A vocabulary that is tried has " + most + " octets at most.");
  }

  /** What is no request that could be read. */
  public static Problem unreadable() {
    return lasting(
        WebAnswer.UNREADABLE, 400, "Not understood", "The request could not be read as HTTP.");
  }

  /** A request whose line or headers are longer than is read. */
  public static Problem headTooLarge() {
    return lasting(
        WebAnswer.UNREADABLE,
        431,
        "Headers too large",
        "The request line or the headers are longer than is read here.");
  }

  /** A connection more than are taken. */
  public static Problem tooManyConnections() {
    return passing(
        WebAnswer.UNREADABLE,
        503,
        "Too busy",
        "There are too many connections.",
        Duration.ofSeconds(1));
  }

  public static Problem failed() {
    return lasting(
        WebAnswer.FAILED, 500, "Something broke", "The fault is ours, and it has been noted.");
  }

  /** What {@code f=y} with {@code d=404} gets. */
  public static Problem substituteIsNotFound() {
    return lasting(
        WebAnswer.SUBSTITUTE, 404, "Not found", "The request asks for 404 in the picture's place.");
  }

  /** The same problem for a client that asked for 404 in the picture's place. */
  public Problem asNotFound() {
    return new Problem(kind, 404, title, detail, retryAfter);
  }

  /** The members of RFC 9457, and a reason for programs. */
  public ObjectNode toJson() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "about:blank")
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("reason", kind.name().toLowerCase(Locale.ROOT));
  }

  private static Problem lasting(WebAnswer kind, int status, String title, String detail) {
    return new Problem(kind, status, title, detail, Optional.empty());
  }

  private static Problem passing(
      WebAnswer kind, int status, String title, String detail, Duration retryAfter) {
    return new Problem(kind, status, title, detail, Optional.of(retryAfter));
  }
}
