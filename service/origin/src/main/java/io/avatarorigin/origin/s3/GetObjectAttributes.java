package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.http.HttpDate;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** GetObjectAttributes: tells what was asked for of an object, which is made if need be. */
final class GetObjectAttributes implements Action {
  private static final String HEADER = "x-amz-object-attributes";

  private final StoredObjects objects;

  GetObjectAttributes(StoredObjects objects) {
    this.objects = objects;
  }

  /** What can be asked for. */
  private enum Attribute {
    ETAG("ETag"),
    CHECKSUM("Checksum"),
    /** Told of objects that were uploaded in parts, which none was. */
    OBJECT_PARTS("ObjectParts"),
    STORAGE_CLASS("StorageClass"),
    OBJECT_SIZE("ObjectSize");

    private final String title;

    Attribute(String title) {
      this.title = title;
    }

    static Optional<Attribute> of(String title) {
      return Arrays.stream(values()).filter(known -> known.title.equals(title)).findFirst();
    }
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    Set<Attribute> asked = attributes(request.headers().joined(HEADER).orElse(""));
    ReadParameters.requireOnlyVersion(request.query(), request.key());
    S3Object object = objects.require(request, caller);
    HeaderLine lastModified =
        new HeaderLine(ResponseHeader.LAST_MODIFIED, HttpDate.format(object.lastModified()));
    return S3Response.xml(
            200, XmlDocument.of("GetObjectAttributesResponse", xml -> write(xml, asked, object)))
        .with(List.of(lastModified));
  }

  private static Set<Attribute> attributes(String header) {
    Set<Attribute> asked = EnumSet.noneOf(Attribute.class);
    for (String element : header.split(",", -1)) {
      String name = element.strip();
      if (!name.isEmpty()) {
        asked.add(Attribute.of(name).orElseThrow(() -> unknown(header)));
      }
    }
    if (asked.isEmpty()) {
      throw S3Error.of(S3ErrorCode.INVALID_REQUEST, "The header " + HEADER + " names no attribute")
          .toException();
    }
    return asked;
  }

  private static RuntimeException unknown(String header) {
    return S3Error.invalidArgument(HEADER, header, "An attribute is asked for that objects lack")
        .toException();
  }

  /** In a header an entity tag is quoted, here it is bare. */
  private static void write(XmlDocument xml, Set<Attribute> asked, S3Object object) {
    if (asked.contains(Attribute.ETAG)) {
      xml.text("ETag", object.md5());
    }
    if (asked.contains(Attribute.CHECKSUM)) {
      xml.element(
          "Checksum",
          checksum -> {
            checksum.text("ChecksumCRC32", object.crc32().value());
            checksum.text("ChecksumType", GetObject.WHOLE_CHECKSUM.value());
          });
    }
    if (asked.contains(Attribute.STORAGE_CLASS)) {
      xml.text("StorageClass", "STANDARD");
    }
    if (asked.contains(Attribute.OBJECT_SIZE)) {
      xml.text("ObjectSize", Integer.toString(object.content().length));
    }
  }
}
