package io.avatarorigin.images;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An archive of one image, in the layout of the OCI. Jib names the image as OCI's tools read it;
 * containerd, Docker and what is made of them read another annotation.
 */
final class Archive {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INDEX = "index.json";
  private static final String NAME = "io.containerd.image.name";

  private Archive() {}

  /**
   * Names the image for containerd.
   *
   * @param reference as containerd writes it, with registry and tag
   */
  static void name(Path archive, String reference) throws IOException {
    Path named = archive.resolveSibling(archive.getFileName() + ".named");
    try (TarArchiveInputStream source =
            new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)));
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(named));
        TarArchiveOutputStream target = new TarArchiveOutputStream(file)) {
      for (TarArchiveEntry entry = source.getNextEntry();
          entry != null;
          entry = source.getNextEntry()) {
        if (entry.getName().equals(INDEX)) {
          byte[] index = index(source, reference);
          entry.setSize(index.length);
          target.putArchiveEntry(entry);
          target.write(index);
        } else {
          target.putArchiveEntry(entry);
          source.transferTo(target);
        }
        target.closeArchiveEntry();
      }
    }
    Files.move(named, archive, REPLACE_EXISTING);
  }

  private static byte[] index(InputStream source, String reference) throws IOException {
    JsonNode index = JSON.readTree(source.readAllBytes());
    for (JsonNode manifest : index.path("manifests")) {
      ((ObjectNode) manifest).withObjectProperty("annotations").put(NAME, reference);
    }
    return JSON.writeValueAsBytes(index);
  }
}
