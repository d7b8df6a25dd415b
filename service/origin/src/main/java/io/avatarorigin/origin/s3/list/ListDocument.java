package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.wire.Owner;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.function.Consumer;

/** What the documents of the three lists have in common: how they begin, and their items. */
record ListDocument(ListParameters parameters, ListPage page) {
  /** How a list tells its objects. */
  enum EntryForm {
    OBJECT("Contents"),
    OWNED_OBJECT("Contents"),
    OWNED_VERSION("Version");

    private final String element;

    EntryForm(String element) {
      this.element = element;
    }
  }

  /**
   * The answer.
   *
   * @param head what stands between the prefix and the size of the page
   */
  S3Response toResponse(String root, String bucket, EntryForm form, Consumer<XmlDocument> head) {
    return S3Response.xml(
        200,
        XmlDocument.of(
            root,
            xml -> {
              xml.text("Name", bucket);
              xml.text("Prefix", parameters.encode(parameters.scope().prefix()));
              head.accept(xml);
              xml.text("MaxKeys", Integer.toString(parameters.maxKeys()));
              xml.text("Delimiter", parameters.scope().delimiter().map(parameters::encode));
              if (parameters.encoding() == KeyEncoding.URL) {
                xml.text("EncodingType", "url");
              }
              xml.text("IsTruncated", Boolean.toString(page.truncated()));
              writeEntries(xml, form);
              writeGroups(xml);
            }));
  }

  private void writeEntries(XmlDocument xml, EntryForm form) {
    for (ListPage.Item item : page.items()) {
      if (item instanceof ListPage.Entry entry) {
        xml.element(form.element, element -> write(element, form, entry));
      }
    }
  }

  private void write(XmlDocument xml, EntryForm form, ListPage.Entry entry) {
    xml.text("Key", parameters.encode(entry.position()));
    if (form == EntryForm.OWNED_VERSION) {
      xml.text("VersionId", "null");
      xml.text("IsLatest", "true");
    }
    xml.time("LastModified", entry.summary().lastModified());
    xml.text("ETag", '"' + entry.summary().md5() + '"');
    xml.text("Size", Long.toString(entry.summary().size()));
    if (form != EntryForm.OBJECT) {
      Owner.write(xml);
    }
    xml.text("StorageClass", "STANDARD");
  }

  private void writeGroups(XmlDocument xml) {
    for (ListPage.Item item : page.items()) {
      if (item instanceof ListPage.Group group) {
        xml.element(
            "CommonPrefixes",
            element -> element.text("Prefix", parameters.encode(group.position())));
      }
    }
  }
}
