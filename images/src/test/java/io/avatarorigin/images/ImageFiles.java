package io.avatarorigin.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The files of an image, from its archive; folders end with a slash. */
record ImageFiles(Map<String, Integer> modes, Map<String, byte[]> contents) {
  /** Libraries of others, too large to be kept. */
  private static final String CUDA = "opt/avatar-origin/cuda/";

  private static final int GZIP = 0x1f8b;

  static ImageFiles of(Path archive) throws IOException {
    ImageFiles files = new ImageFiles(new HashMap<>(), new HashMap<>());
    try (TarArchiveInputStream blobs = open(Files.newInputStream(archive))) {
      while (blobs.getNextEntry() != null) {
        BufferedInputStream blob = new BufferedInputStream(blobs);
        if (isCompressed(blob)) {
          files.addLayer(blob);
        }
      }
    }
    return files;
  }

  private static TarArchiveInputStream open(InputStream source) {
    return new TarArchiveInputStream(new BufferedInputStream(source));
  }

  /** As layers are, and nothing else in an archive. */
  private static boolean isCompressed(BufferedInputStream blob) throws IOException {
    blob.mark(2);
    boolean is = (blob.read() << 8 | blob.read()) == GZIP;
    blob.reset();
    return is;
  }

  @SuppressWarnings("resource") // the archive goes on behind the layer
  private void addLayer(InputStream blob) throws IOException {
    TarArchiveInputStream layer = open(new GZIPInputStream(blob));
    for (TarArchiveEntry file = layer.getNextEntry(); file != null; file = layer.getNextEntry()) {
      modes.put(file.getName(), file.getMode());
      if (file.isFile() && !file.getName().startsWith(CUDA)) {
        contents.put(file.getName(), layer.readAllBytes());
      }
    }
  }

  byte[] content(String name) {
    return contents.get(name);
  }

  Set<String> namesIn(String folder) {
    return contents.keySet().stream()
        .filter(name -> name.startsWith(folder + "/"))
        .map(name -> name.substring(folder.length() + 1))
        .collect(Collectors.toSet());
  }

  /** The files in which a text is. */
  List<String> naming(String text) {
    return contents.entrySet().stream()
        .filter(file -> new String(file.getValue(), ISO_8859_1).contains(text))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
