package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.Addressing;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;

/**
 * Any request: method and target on the first line, {@code name: value} on each further one. The
 * target is understood as it was sent or refused as S3 refuses, and the answer is no bug's.
 */
public final class RequestFuzz {
  private static final Addressing ADDRESSING = new Addressing(List.of("s3.example.com"));
  private static final TestedService SERVICE = new TestedService();

  /** {@link FixedObjects} has these for its own purposes. */
  private static final Set<String> IN_TROUBLE = Set.of("full", "late", "broken");

  private static final DocumentBuilder XML = xml();

  private RequestFuzz() {}

  private static DocumentBuilder xml() {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void fuzzerTestOneInput(byte[] input) {
    String[] lines = new String(input, StandardCharsets.ISO_8859_1).split("\n", 64);
    int space = lines[0].indexOf(' ');
    String method = space < 0 ? "GET" : lines[0].substring(0, space);
    String target = lines[0].substring(space + 1);
    if (!isInTrouble(target)) {
      requireAnswer(SERVICE.anonymous(method, target, headers(lines)));
      requireAnswer(SERVICE.signed("GET", target));
    }
  }

  /** Whether the object is one that is not served; on the way, checks what was understood. */
  private static boolean isInTrouble(String target) {
    int mark = target.indexOf('?');
    String rawPath = mark < 0 ? target : target.substring(0, mark);
    String rawQuery = mark < 0 ? "" : target.substring(mark + 1);
    RawRequest raw =
        new RawRequest("GET", rawPath, rawQuery, RequestHeaders.of("host", "localhost:9000"));
    S3Request request;
    try {
      request = S3Request.parse(raw, ADDRESSING);
    } catch (S3Exception e) {
      return false;
    }
    String understood =
        switch (request.target()) {
          case Target.Service service -> "/";
          case Target.Bucket bucket -> "/" + bucket.bucket();
          case Target.Key key -> "/" + key.bucket() + "/" + key.key();
        };
    byte[] sent = octets(request.rawPath());
    byte[] octets = understood.getBytes(StandardCharsets.UTF_8);
    boolean slashMayFollow = request.target() instanceof Target.Bucket;
    if (!Arrays.equals(sent, octets)
        && !(slashMayFollow
            && Arrays.equals(sent, (understood + "/").getBytes(StandardCharsets.UTF_8)))) {
      throw new AssertionError("understood as " + request.target());
    }
    return request.target() instanceof Target.Key key && IN_TROUBLE.contains(key.key());
  }

  /** Decodes without looking at what comes of it. */
  private static byte[] octets(String raw) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        octets.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        octets.write(c);
      }
    }
    return octets.toByteArray();
  }

  private static String[] headers(String[] lines) {
    List<String> namesAndValues = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      String name = colon < 0 ? lines[i] : lines[i].substring(0, colon);
      if (!name.equalsIgnoreCase("host")) {
        namesAndValues.add(name);
        namesAndValues.add(colon < 0 ? "" : lines[i].substring(colon + 1).strip());
      }
    }
    return namesAndValues.toArray(String[]::new);
  }

  private static void requireAnswer(TestedService.Reply reply) {
    if (reply.status() == 500 || reply.status() < 200 || reply.status() > 503) {
      throw new AssertionError("answered " + reply.status() + ": " + reply.body());
    }
    for (HeaderLine line : reply.answered().response().headers()) {
      if (!line.value().chars().allMatch(c -> c >= ' ' && c < 127 || c == '\t')) {
        throw new AssertionError("header that splits or cannot be sent: " + line);
      }
    }
    if (reply.header(ResponseHeader.CONTENT_TYPE).filter("application/xml"::equals).isPresent()) {
      requireXml(reply.body());
    }
  }

  private static void requireXml(String document) {
    try {
      XML.parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
    } catch (SAXException | IOException e) {
      throw new AssertionError("no XML: " + document, e);
    }
  }
}
