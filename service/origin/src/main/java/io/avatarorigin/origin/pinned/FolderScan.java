package io.avatarorigin.origin.pinned;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One pass over a folder and those in it. */
final class FolderScan {
  private static final int DEEPEST = 16;

  private final Path root;
  private final List<PinnedFile> files = new ArrayList<>();
  private boolean changedMeanwhile;
  private boolean full;

  private FolderScan(Path root) {
    this.root = root;
  }

  /**
   * Reads it.
   *
   * @param root without links in its own path
   */
  static FolderScan of(Path root) throws IOException {
    FolderScan scan = new FolderScan(root);
    scan.folder(root, "", 0);
    return scan;
  }

  List<PinnedFile> files() {
    return files;
  }

  /** Whether something vanished while it was looked at, so that another pass may see more. */
  boolean changedMeanwhile() {
    return changedMeanwhile;
  }

  /** A text that is another one when the file is: size, times and number, where there are such. */
  static String stamp(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    String wanted = unix ? "unix:size,lastModifiedTime,ctime,ino" : "size,lastModifiedTime";
    return new TreeMap<>(Files.readAttributes(file, wanted)).toString();
  }

  private void folder(Path folder, String prefix, int depth) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.startsWith("..")) {
          continue; // what ConfigMaps keep behind their links
        }
        if (files.size() >= PinnedSource.MOST_FILES) {
          if (!full) {
            files.add(PinnedFile.oneTooMany(prefix + name));
          }
          full = true;
          return;
        }
        entry(entry, prefix + name, depth);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void entry(Path entry, String name, int depth) {
    if (entry.getFileName().toString().startsWith(".")) {
      fault(name, "is hidden by a dot in its name: rename it if it is to be served");
      return;
    }
    try {
      Path real = entry;
      BasicFileAttributes attributes = attributes(entry);
      if (attributes.isSymbolicLink()) {
        if (leadsNowhere(entry)) {
          fault(name, "is a link that leads nowhere: remove it, or bring back what it leads to");
          return;
        }
        real = entry.toRealPath();
        if (!real.startsWith(root)) {
          fault(name, "is a link that leads out of the folder: put the file itself here");
          return;
        }
        attributes = attributes(real);
      }
      if (attributes.isDirectory()) {
        inner(real, name, depth + 1);
      } else if (attributes.isRegularFile()) {
        file(real, name, attributes);
      } else {
        fault(name, "is no file: remove it");
      }
    } catch (NoSuchFileException e) {
      changedMeanwhile = true;
    } catch (IOException e) {
      fault(name, "cannot be read (" + e + "): give the origin the right to");
    }
  }

  /**
   * For good: a ConfigMap's links do so for a moment, while what they lead through is exchanged.
   */
  private static boolean leadsNowhere(Path link) throws IOException {
    while (!Files.exists(link)) {
      Optional<Path> before = leadsThrough(link);
      if (!Files.exists(link) && leadsThrough(link).equals(before)) {
        return true;
      }
    }
    return false;
  }

  /** Where the link leads to that this one leads through, as a ConfigMap's all do. */
  private static Optional<Path> leadsThrough(Path link) throws IOException {
    Path first = link.resolveSibling(Files.readSymbolicLink(link).getName(0));
    return Files.isSymbolicLink(first)
        ? Optional.of(Files.readSymbolicLink(first))
        : Optional.empty();
  }

  private void inner(Path folder, String name, int depth) throws IOException {
    if (depth > DEEPEST) {
      fault(name, "lies more than " + DEEPEST + " folders deep, perhaps by a link to itself");
    } else {
      folder(folder, name + "/", depth);
    }
  }

  private void file(Path file, String name, BasicFileAttributes attributes) throws IOException {
    if (Files.isReadable(file)) {
      files.add(
          PinnedFile.of(
              name, attributes.size(), attributes.lastModifiedTime().toInstant(), stamp(file)));
    } else {
      attributes(file); // throws where it has only vanished
      fault(name, "cannot be read: give the origin the right to");
    }
  }

  private void fault(String name, String fault) {
    files.add(PinnedFile.faulty(name, fault));
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
