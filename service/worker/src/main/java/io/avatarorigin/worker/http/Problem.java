package io.avatarorigin.worker.http;

import java.util.List;
import java.util.OptionalInt;

/** A request that is not answered with what it asks for; each API says so in its own form. */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final transient List<FieldFault> faults;
  private final int retrySeconds;

  /** What is the matter. */
  public enum Kind {
    /** It makes no sense. */
    BAD_REQUEST(400),
    /** Its token is missing or wrong. */
    UNAUTHORIZED(401),
    /** There is nothing of that name. */
    NOT_FOUND(404),
    /** That is not done with it. */
    METHOD_NOT_ALLOWED(405),
    /** Its body is too large. */
    TOO_LARGE(413),
    /** Fields of its body are wrong. */
    INVALID(422),
    /** The safety checker refuses the picture. */
    PICTURE_REFUSED(422),
    /** The draw failed. */
    FAILED(500),
    /** Not now. */
    NOT_NOW(503),
    /** It took too long. */
    TIMED_OUT(504);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The status that most APIs answer it with. */
    public int status() {
      return status;
    }
  }

  private Problem(Kind kind, String detail, List<FieldFault> faults, int retrySeconds) {
    super(detail);
    this.kind = kind;
    this.faults = List.copyOf(faults);
    this.retrySeconds = retrySeconds;
  }

  /** A problem that this says all about. */
  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of(), 0);
  }

  /** A body larger than this. */
  static Problem tooLarge(long mostBytes) {
    return of(Kind.TOO_LARGE, "the body is larger than %d bytes".formatted(mostBytes));
  }

  /** Wrong fields, one at least. */
  public static Problem invalid(List<FieldFault> faults) {
    FieldFault first = faults.getFirst();
    String detail = first.field().isEmpty() ? "" : first.field() + ": ";
    return new Problem(Kind.INVALID, detail + first.message(), faults, 0);
  }

  /** Worth another try after so many seconds. */
  public static Problem notNow(String detail, int retrySeconds) {
    return new Problem(Kind.NOT_NOW, detail, List.of(), retrySeconds);
  }

  public Kind kind() {
    return kind;
  }

  /** In one sentence, for the client. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The fields that are wrong; empty where it is something else. */
  public List<FieldFault> faults() {
    return faults;
  }

  /** After how many seconds another try may do. */
  public OptionalInt retrySeconds() {
    return retrySeconds == 0 ? OptionalInt.empty() : OptionalInt.of(retrySeconds);
  }
}
