package io.avatarorigin.origin.s3.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes S3's documents: an XML declaration, and elements that hold text or elements. */
public final class XmlDocument {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  /** With the milliseconds always present, which {@link Instant#toString()} drops when zero. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final XMLStreamWriter out;

  private XmlDocument(XMLStreamWriter out) {
    this.out = out;
  }

  /** A document of S3's namespace, as every success is. */
  public static byte[] of(String root, Consumer<XmlDocument> content) {
    return write(root, Optional.of(NAMESPACE), content);
  }

  /** A document without namespace, as errors are. */
  public static byte[] plain(String root, Consumer<XmlDocument> content) {
    return write(root, Optional.empty(), content);
  }

  private static byte[] write(
      String root, Optional<String> namespace, Consumer<XmlDocument> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      XMLStreamWriter out = FACTORY.createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement(root);
      if (namespace.isPresent()) {
        out.writeDefaultNamespace(namespace.get());
      }
      content.accept(new XmlDocument(out));
      out.writeEndElement();
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
    return bytes.toByteArray();
  }

  /** An element that holds text; what XML cannot hold becomes U+FFFD. */
  public void text(String name, String value) {
    element(name, xml -> xml.characters(value));
  }

  /** An element that holds text, if there is one. */
  public void text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
  }

  /** An element that holds a time in milliseconds of UTC. */
  public void time(String name, Instant time) {
    text(name, TIME.format(time));
  }

  /** An element that holds elements. */
  public void element(String name, Consumer<XmlDocument> content) {
    try {
      out.writeStartElement(name);
      content.accept(this);
      out.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
  }

  /** An attribute of the element just begun. */
  public void attribute(String name, String value) {
    try {
      out.writeAttribute(name, value);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
  }

  /** The root element's own text. */
  public void characters(String text) {
    try {
      int from = 0;
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        int c = text.codePointAt(i);
        if (c == '\r' || !isXmlCharacter(c)) {
          out.writeCharacters(text.substring(from, i));
          from = i + Character.charCount(c);
          writeUnusual(c);
        }
      }
      out.writeCharacters(text.substring(from));
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing XML to memory failed", e);
    }
  }

  /** A bare carriage return would be read back as a line feed. */
  private void writeUnusual(int c) throws XMLStreamException {
    if (c == '\r') {
      out.writeEntityRef("#13");
    } else {
      out.writeCharacters("\ufffd");
    }
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
