package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A list as a client reads it. */
record ParsedList(Element root) {
  /** The versions of the list, and how a client goes on with each. */
  enum Version {
    V1 {
      @Override
      S3Response ask(String query, ObjectCursor objects) {
        return ListObjects.answer("b", QueryParameters.parse(query), objects);
      }

      @Override
      String next(ParsedList list) {
        return "marker=" + encode(list.text("NextMarker").orElseGet(() -> list.keys().getLast()));
      }
    },
    V2 {
      @Override
      S3Response ask(String query, ObjectCursor objects) {
        QueryParameters parameters = QueryParameters.parse("list-type=2&" + query);
        return ListObjectsV2.answer("b", parameters, objects);
      }

      @Override
      String next(ParsedList list) {
        return "continuation-token=" + list.text("NextContinuationToken").orElseThrow();
      }
    },
    VERSIONS {
      @Override
      S3Response ask(String query, ObjectCursor objects) {
        return ListObjectVersions.answer("b", QueryParameters.parse(query), objects);
      }

      @Override
      String next(ParsedList list) {
        return "key-marker="
            + encode(list.text("NextKeyMarker").orElseThrow())
            + list.text("NextVersionIdMarker").map(id -> "&version-id-marker=" + id).orElse("");
      }
    };

    abstract S3Response ask(String query, ObjectCursor objects);

    /** The parameters that ask for the page behind a truncated list. */
    abstract String next(ParsedList list);

    ParsedList list(String query, ObjectCursor objects) {
      return parse(ask(query, objects));
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ParsedList parse(S3Response response) {
    try {
      return new ParsedList(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(response.content()))
              .getDocumentElement());
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new AssertionError("a list is no XML", e);
    }
  }

  List<String> keys() {
    List<String> keys = all("Contents", "Key");
    return keys.isEmpty() ? all("Version", "Key") : keys;
  }

  List<String> groups() {
    return all("CommonPrefixes", "Prefix");
  }

  boolean truncated() {
    return text("IsTruncated").orElseThrow().equals("true");
  }

  /** The text of a child of the document's root. */
  Optional<String> text(String name) {
    return children(root, name).stream().findFirst().map(Element::getTextContent);
  }

  private List<String> all(String element, String name) {
    return children(root, element).stream()
        .map(parent -> children(parent, name).getFirst().getTextContent())
        .toList();
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element child && child.getTagName().equals(name)) {
        found.add(child);
      }
    }
    return found;
  }
}
