package io.avatarorigin.operator.binding.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** DeleteObjects on the wire. */
final class Deletion {
  private static final XMLOutputFactory XML = XMLOutputFactory.newFactory();

  private Deletion() {}

  static byte[] xml(List<String> keys) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter writer = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      writer.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      writer.writeStartElement("Delete");
      writer.writeDefaultNamespace("http://s3.amazonaws.com/doc/2006-03-01/");
      text(writer, "Quiet", "true");
      for (String key : keys) {
        writer.writeStartElement("Object");
        text(writer, "Key", key);
        writer.writeEndElement();
      }
      writer.writeEndDocument();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException("a key cannot stand in XML", e);
    }
    return out.toByteArray();
  }

  private static void text(XMLStreamWriter writer, String name, String text)
      throws XMLStreamException {
    writer.writeStartElement(name);
    writer.writeCharacters(text);
    writer.writeEndElement();
  }

  /** Content-MD5, without which S3 refuses the request. */
  static String md5(byte[] body) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  /** The first object that was not deleted, and why. */
  static Optional<String> faults(byte[] xml) {
    if (xml.length == 0) {
      return Optional.empty();
    }
    try {
      XMLStreamReader reader = ObjectPage.XML.createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("Error")) {
          return Optional.of(fault(reader));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.of("the answer is no XML: " + e.getMessage());
    }
  }

  private static String fault(XMLStreamReader reader) throws XMLStreamException {
    StringBuilder fault = new StringBuilder();
    while (reader.next() != XMLStreamReader.END_ELEMENT || !reader.getLocalName().equals("Error")) {
      if (reader.isStartElement()) {
        String name = reader.getLocalName();
        fault.append(name).append(' ').append(reader.getElementText()).append(' ');
      }
    }
    return fault.toString().strip();
  }
}
