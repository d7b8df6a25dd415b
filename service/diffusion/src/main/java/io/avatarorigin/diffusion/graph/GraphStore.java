package io.avatarorigin.diffusion.graph;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Graphs that ONNX Runtime has optimized, in a folder: each in a folder of its own, which appears
 * whole, is not changed after that, and goes when it is damaged or was not asked for in thirty
 * days. Several processes may have the same folder.
 *
 * <p>Whoever can write there decides what is computed: sums find damage, not malice. What is made
 * here is for the user alone, where the file system has permissions.
 */
public final class GraphStore {

  private static final System.Logger LOGGER = System.getLogger(GraphStore.class.getName());

  private static final String DRAFT = ".draft-";
  private static final Duration UNUSED = Duration.ofDays(30);

  /** How much of the free space a graph leaves for others: one part of so many is its own. */
  private static final long ROOM = 4;

  /** No process takes that long to write one. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  public GraphStore(Path folder) {
    this.folder = folder;
  }

  /** The graph's file, if it is there. One that is damaged is thrown away. */
  public Optional<Path> find(String key) {
    Path entry = folder.resolve(key);
    if (!Files.isDirectory(entry)) {
      return Optional.empty();
    }
    try {
      GraphFiles.requireWhole(entry);
    } catch (IOException e) {
      discard(key, e.toString());
      return Optional.empty();
    }
    try {
      GraphFiles.markUsed(entry);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> entry + " is not marked as used", e);
    }
    return Optional.of(entry.resolve(GraphFiles.MODEL));
  }

  /** Throws a graph away that is of no use, and says so. */
  public void discard(String key, String reason) {
    LOGGER.log(
        System.Logger.Level.WARNING,
        () ->
            "graph=%s is thrown away: %s"
                .formatted(folder.resolve(key), reason.strip().replaceAll("\\s+", " ")));
    try {
      deleteTree(folder.resolve(key));
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> "graph=" + key + " cannot be removed", e);
    }
  }

  /**
   * Begins to store a graph.
   *
   * @param bytes that its weights will take, of which four times as many must be free
   * @throws IOException where nothing can be written, or there is too little room
   */
  public Draft draft(String key, long bytes) throws IOException {
    Files.createDirectories(folder, forTheUserAlone());
    if (bytes > Files.getFileStore(folder).getUsableSpace() / ROOM) {
      throw new IOException("too little room for " + bytes + " bytes in " + folder);
    }
    return new Draft(key, Files.createTempDirectory(folder, DRAFT));
  }

  /** A graph that is being written, which nobody finds before it is kept. */
  public final class Draft implements AutoCloseable {
    private final String key;
    private final Path draft;

    private Draft(String key, Path draft) {
      this.key = key;
      this.draft = draft;
    }

    /** Where the graph is to be written. */
    public Path model() {
      return draft.resolve(GraphFiles.MODEL);
    }

    /** The name of the file beside it that takes the weights. */
    public String weights() {
      return GraphFiles.WEIGHTS;
    }

    /**
     * Stores what was written, unless another process was first.
     *
     * @throws IOException when it is not whole, or cannot be stored
     */
    public void keep() throws IOException {
      GraphFiles.sum(draft);
      prune(GraphFiles.markUsed(draft));
      Files.move(draft, folder.resolve(key), ATOMIC_MOVE);
    }

    /** Removes what was not kept. */
    @Override
    public void close() {
      try {
        deleteTree(draft);
      } catch (IOException e) {
        LOGGER.log(System.Logger.Level.DEBUG, () -> draft + " cannot be removed", e);
      }
    }
  }

  private void prune(Instant now) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path entry : entries) {
        boolean isDraft = entry.getFileName().toString().startsWith(DRAFT);
        if (GraphFiles.lastUsed(entry).isBefore(now.minus(isDraft ? ABANDONED : UNUSED))) {
          deleteTree(entry);
        }
      }
    }
  }

  private FileAttribute<?>[] forTheUserAlone() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
