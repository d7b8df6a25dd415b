package io.avatarorigin.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * ONNX Runtime's native libraries, unpacked once into a cache folder: it would itself unpack them
 * to a temporary folder at each start. Where that fails, it still does.
 */
final class OnnxNatives {
  private static final System.Logger LOGGER = System.getLogger(OnnxNatives.class.getName());

  /** Where ONNX Runtime looks for them before it unpacks any. */
  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final String RESOURCES = "/ai/onnxruntime/native/";
  private static final String LIBRARY = "onnxruntime";

  /** The last ones are in the build for GPUs alone. */
  private static final List<String> LIBRARIES =
      List.of(
          LIBRARY,
          "onnxruntime4j_jni",
          "onnxruntime_providers_shared",
          "onnxruntime_providers_cuda",
          "onnxruntime_providers_tensorrt");

  /** ONNX Runtime reads the command line with a recursion as deep as that is long. */
  private static final long STACK_BYTES = 256L << 20;

  private record Library(String file, URL source, long bytes, long crc) {}

  private final Path cache;
  private final List<Library> libraries;

  private OnnxNatives(Path cache, List<Library> libraries) {
    this.cache = cache;
    this.libraries = libraries;
  }

  /**
   * Has ONNX Runtime load them from the user's cache folder. The process stays with that, so it is
   * for its beginning. Without effect where somebody says where they are, and where there is no
   * such folder.
   */
  static void keep(Console console) {
    Optional<Path> cache = UserCache.folder(console, "natives");
    if (System.getProperty(PATH_PROPERTY) != null || cache.isEmpty()) {
      return;
    }
    try {
      Optional<Path> folder = unpack(cache.get());
      if (folder.filter(OnnxNatives::loads).isPresent()) {
        System.setProperty(PATH_PROPERTY, folder.get().toString());
      }
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.DEBUG, () -> "natives are not kept in " + cache.get(), e);
    }
  }

  /**
   * Unpacks them, unless they are there, into a folder whose name changes with their content. It
   * appears whole, and may be asked for by several processes at once.
   *
   * @return the folder; nothing where this build has none for this machine, or not in a jar
   */
  static Optional<Path> unpack(Path cache) throws IOException {
    List<Library> found = new ArrayList<>();
    for (String name : LIBRARIES) {
      String file = System.mapLibraryName(name).replace(".jnilib", ".dylib");
      URL source = OnnxNatives.class.getResource(RESOURCES + machine() + "/" + file);
      if (source != null && source.openConnection() instanceof JarURLConnection jar) {
        JarEntry entry = jar.getJarEntry();
        found.add(new Library(file, source, entry.getSize(), entry.getCrc()));
      }
    }
    return found.size() < 2
        ? Optional.empty()
        : Optional.of(new OnnxNatives(cache, found).unpack());
  }

  /** As ONNX Runtime names it. */
  private static String machine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.contains("mac") ? "osx" : system.contains("win") ? "win" : "linux")
        + "-"
        + (processor.equals("amd64") || processor.equals("x86_64") ? "x64" : processor);
  }

  private Path unpack() throws IOException {
    Path folder = cache.resolve(LIBRARY + "-" + key());
    if (isWhole(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    try (FileChannel channel = FileChannel.open(cache.resolve(".lock"), CREATE, WRITE);
        FileLock _ = channel.lock()) {
      if (!isWhole(folder)) {
        replace(folder);
      }
    }
    return folder;
  }

  private void replace(Path folder) throws IOException {
    Path fresh = cache.resolve(".unpacking");
    deleteTree(fresh); // of a process that was killed
    try {
      Files.createDirectory(fresh);
      for (Library library : libraries) {
        try (InputStream content = library.source().openStream()) {
          Files.copy(content, fresh.resolve(library.file()));
        }
      }
      deleteTree(folder);
      Files.move(fresh, folder, ATOMIC_MOVE);
    } finally {
      deleteTree(fresh);
    }
  }

  private boolean isWhole(Path folder) throws IOException {
    for (Library library : libraries) {
      Path file = folder.resolve(library.file());
      if (!Files.isRegularFile(file) || Files.size(file) != library.bytes()) {
        return false;
      }
    }
    return true;
  }

  private String key() {
    CRC32 digest = new CRC32();
    digest.update(
        libraries.stream()
            .map(library -> library.file() + " " + library.bytes() + " " + library.crc())
            .toList()
            .toString()
            .getBytes(StandardCharsets.UTF_8));
    return "%s-%08x".formatted(machine(), digest.getValue());
  }

  /** Whether the system lets programs be loaded from there; if so, it is done. */
  @SuppressWarnings("restricted") // ONNX Runtime does the same
  private static boolean loads(Path folder) {
    Path library =
        folder
            .resolve(System.mapLibraryName(LIBRARY).replace(".jnilib", ".dylib"))
            .toAbsolutePath();
    boolean[] loaded = new boolean[1];
    Thread loading =
        new Thread(
            null,
            () -> {
              try {
                System.load(library.toString());
                loaded[0] = true;
              } catch (UnsatisfiedLinkError e) {
                LOGGER.log(System.Logger.Level.DEBUG, () -> library + " cannot be loaded", e);
              }
            },
            "natives",
            STACK_BYTES);
    loading.start();
    try {
      loading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return loaded[0];
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
