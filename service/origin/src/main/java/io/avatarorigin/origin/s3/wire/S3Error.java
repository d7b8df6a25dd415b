package io.avatarorigin.origin.s3.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * A refusal as the client gets to know it.
 *
 * @param details further elements of the document, in order
 * @param headers headers that belong to the refusal
 */
public record S3Error(
    S3ErrorCode code, String message, List<Detail> details, List<HeaderLine> headers) {

  /** One element of the error document. */
  public record Detail(String name, String value) {}

  public S3Error {
    details = List.copyOf(details);
    headers = List.copyOf(headers);
  }

  /** An error with its usual text. */
  public static S3Error of(S3ErrorCode code) {
    return of(code, code.text());
  }

  public static S3Error of(S3ErrorCode code, String message) {
    return new S3Error(code, message, List.of(), List.of());
  }

  /** InvalidArgument, naming the argument and what it was. */
  public static S3Error invalidArgument(String name, String value, String message) {
    return of(S3ErrorCode.INVALID_ARGUMENT, message)
        .with("ArgumentName", name)
        .with("ArgumentValue", value);
  }

  /** This error with one more element. */
  public S3Error with(String name, String value) {
    List<Detail> more = new ArrayList<>(details);
    more.add(new Detail(name, value));
    return new S3Error(code, message, more, headers);
  }

  /** This error with one more header. */
  public S3Error with(ResponseHeader name, String value) {
    List<HeaderLine> more = new ArrayList<>(headers);
    more.add(new HeaderLine(name, value));
    return new S3Error(code, message, details, more);
  }

  public S3Exception toException() {
    return new S3Exception(this);
  }

  /** The document that tells this error; request and host id are those of the headers. */
  public S3Response toResponse(String rawPath, String requestId, String hostId) {
    byte[] document =
        XmlDocument.plain(
            "Error",
            xml -> {
              xml.text("Code", code.code());
              xml.text("Message", message);
              for (Detail detail : details) {
                xml.text(detail.name(), detail.value());
              }
              xml.text("Resource", rawPath);
              xml.text("RequestId", requestId);
              xml.text("HostId", hostId);
            });
    return S3Response.xml(code.status(), document).with(headers);
  }
}
