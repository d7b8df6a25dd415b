package io.avatarorigin.model;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model that comes with the program, and how it reaches a folder. The folder's name holds the
 * index's digest, so that another model gets another folder.
 */
public final class BundledModel {
  private static final String INDEX = "bundled.index";
  private static final String FOLDER = "bundled/";

  /** A file lock keeps processes apart, this one the threads of a process. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Resources resources;

  BundledModel(Resources resources) {
    this.resources = resources;
  }

  /** Where the index and the files come from. */
  @FunctionalInterface
  interface Resources {
    /** The resource's content, or null when there is none of that name. */
    @Nullable InputStream open(String name) throws IOException;
  }

  /**
   * Unpacks the model to {@code <data>/models/bundled-<digits>}, unless it is there; in that case
   * only the sizes of its files are looked at. The folder appears whole, and may be asked for by
   * several processes at once.
   *
   * @return the folder
   * @throws BundledModelException when the program was built without the model, or the disk fails
   */
  public static Path unpack(Path dataFolder) {
    return new BundledModel(BundledModel.class::getResourceAsStream).unpackTo(dataFolder);
  }

  Path unpackTo(Path dataFolder) {
    Path models = dataFolder.resolve("models");
    try {
      byte[] text = read(INDEX);
      Path folder = models.resolve("bundled-" + hex(sha256().digest(text)).substring(0, 12));
      List<ModelIndex.Entry> entries = ModelIndex.parse(text).entries();
      if (!isWhole(folder, entries)) {
        Files.createDirectories(models);
        unpackAlone(models, folder, entries);
      }
      return folder;
    } catch (IOException e) {
      throw new BundledModelException(
          "the bundled model cannot be unpacked to " + models + ": " + e, e);
    }
  }

  private void unpackAlone(Path models, Path folder, List<ModelIndex.Entry> entries)
      throws IOException {
    THREADS.lock();
    try (FileChannel channel = FileChannel.open(models.resolve(".lock"), CREATE, WRITE);
        FileLock _ = channel.lock()) {
      if (!isWhole(folder, entries)) {
        replace(models, folder, entries);
      }
    } finally {
      THREADS.unlock();
    }
  }

  private void replace(Path models, Path folder, List<ModelIndex.Entry> entries)
      throws IOException {
    Path fresh = models.resolve(".unpacking");
    deleteTree(fresh); // of a process that was killed
    try {
      for (ModelIndex.Entry entry : entries) {
        unpack(entry, fresh.resolve(entry.path()));
      }
      deleteTree(folder);
      Files.move(fresh, folder, ATOMIC_MOVE);
    } finally {
      deleteTree(fresh);
    }
  }

  private void unpack(ModelIndex.Entry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    MessageDigest digest = sha256();
    long bytes;
    try (InputStream content = new DigestInputStream(open(FOLDER + entry.path()), digest)) {
      bytes = Files.copy(content, target);
    }
    if (bytes != entry.bytes() || !hex(digest.digest()).equals(entry.sha256())) {
      throw new BundledModelException(
          "%s in the bundled model is damaged: build the program again".formatted(entry.path()));
    }
  }

  private static boolean isWhole(Path folder, List<ModelIndex.Entry> entries) throws IOException {
    for (ModelIndex.Entry entry : entries) {
      Path file = folder.resolve(entry.path());
      if (!Files.isRegularFile(file) || Files.size(file) != entry.bytes()) {
        return false;
      }
    }
    return true;
  }

  private byte[] read(String name) throws IOException {
    try (InputStream content = open(name)) {
      return content.readAllBytes();
    }
  }

  private InputStream open(String name) throws IOException {
    InputStream content = resources.open(name);
    if (content == null) {
      throw new BundledModelException(
          "this build comes without %s of the bundled model; name a folder with --model"
              .formatted(name));
    }
    return content;
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
