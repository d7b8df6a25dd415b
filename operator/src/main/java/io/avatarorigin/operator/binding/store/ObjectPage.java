package io.avatarorigin.operator.binding.store;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Some keys of a bucket, in order.
 *
 * @param isLast whether there are none after them
 */
public record ObjectPage(List<String> keys, boolean isLast) {
  /** Reads no DTD and nothing from elsewhere. */
  static final XMLInputFactory XML = factory();

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Reads an answer to ListObjectsV2. */
  static ObjectPage parse(byte[] xml) {
    List<String> keys = new ArrayList<>();
    boolean isTruncated = false;
    boolean isEncoded = false;
    try {
      XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(xml));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT) {
          String name = reader.getLocalName();
          if (name.equals("Key")) {
            keys.add(reader.getElementText());
          } else if (name.equals("IsTruncated")) {
            isTruncated = reader.getElementText().equals("true");
          } else if (name.equals("EncodingType")) {
            isEncoded = reader.getElementText().equals("url");
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new StoreException(
          StoreException.Category.UNAVAILABLE, "a list of objects is no XML: " + e.getMessage());
    }
    if (isEncoded) {
      keys.replaceAll(key -> URLDecoder.decode(key, StandardCharsets.UTF_8));
    }
    return new ObjectPage(List.copyOf(keys), !isTruncated || keys.isEmpty());
  }
}
