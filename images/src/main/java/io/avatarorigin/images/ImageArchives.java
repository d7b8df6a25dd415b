package io.avatarorigin.images;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Packs staged layers into OCI archives; the same layers become the same bytes. */
public final class ImageArchives {
  private static final String USER = "10001:10001";

  /** Where an image without a registry in its name is looked for. */
  private static final String REGISTRY = "docker.io/library/";

  private static final String PROGRAM = "/opt/avatar-origin";

  /** Of every file; what {@code stage.py} gave the class path before its classes were cached. */
  private static final Instant TIME = Instant.ofEpochSecond(1);

  private static final FilePermissions EVERYBODYS = FilePermissions.fromOctalString("777");

  private final Path layers;
  private final Path target;
  private final String version;
  private final Map<String, String> labels;

  private ImageArchives(Path layers, Path target, String version, Map<String, String> labels) {
    this.layers = layers;
    this.target = target;
    this.version = version;
    this.labels = labels;
  }

  /**
   * Makes the archives.
   *
   * @param arguments the folder of staged layers, where the archives go, the version, and {@code
   *     cpu} or {@code gpu}
   */
  public static void main(String[] arguments) throws Exception {
    Path layers = Path.of(arguments[0]);
    Map<String, String> labels =
        new ObjectMapper()
            .readValue(layers.resolve("labels.json").toFile(), new TypeReference<>() {});
    ImageArchives archives = new ImageArchives(layers, Path.of(arguments[1]), arguments[2], labels);
    for (ImageKind kind : arguments[3].equals("gpu") ? ImageKind.GPU : ImageKind.ALL) {
      archives.make(kind, System.out);
    }
  }

  private void make(ImageKind kind, PrintStream out)
      throws IOException,
          InterruptedException,
          InvalidImageReferenceException,
          RegistryException,
          CacheDirectoryCreationException,
          ExecutionException {
    Path archive = target.resolve(kind.name() + ".tar");
    String reference = kind.name() + ":" + version;
    JibContainerBuilder builder =
        Jib.fromScratch()
            .setFormat(ImageFormat.OCI)
            .setPlatforms(Set.of(platform()))
            .setCreationTime(Instant.EPOCH)
            .setUser(USER)
            .setWorkingDirectory(AbsoluteUnixPath.get("/tmp"))
            .setEntrypoint(PROGRAM + "/runtime/bin/java", "@" + PROGRAM + "/java.args")
            .setProgramArguments(kind.arguments())
            .setEnvironment(environment(kind))
            .setLabels(labels(kind));
    for (String layer : kind.layers()) {
      builder.addFileEntriesLayer(layer(layer));
    }
    String parts = kind.name() + "-sbom";
    builder.addFileEntriesLayer(layer(parts));
    Files.copy(
        layers.resolve(parts + PROGRAM + "/sbom.cdx.json"),
        target.resolve(kind.name() + ".cdx.json"),
        REPLACE_EXISTING);
    JibContainer made =
        builder.containerize(
            Containerizer.to(TarImage.at(archive).named(reference))
                .setBaseImageLayersCache(layers.resolve("jib"))
                .setApplicationLayersCache(layers.resolve("jib"))
                .setOfflineMode(true)
                .setToolName("avatar-origin"));
    Archive.name(archive, REGISTRY + reference);
    out.printf("%s: %.1f MB, %s%n", archive, Files.size(archive) / 1e6, made.getDigest());
  }

  private static Platform platform() {
    String processor = System.getProperty("os.arch");
    return new Platform(processor.equals("aarch64") ? "arm64" : processor, "linux");
  }

  private static Map<String, String> environment(ImageKind kind) {
    Map<String, String> environment = new TreeMap<>(kind.environment());
    environment.put("HOME", "/tmp");
    environment.put("LANG", "C.UTF-8");
    environment.put("ORT_DISABLE_TELEMETRY", "1");
    return environment;
  }

  private Map<String, String> labels(ImageKind kind) {
    Map<String, String> all = new TreeMap<>();
    all.put("org.opencontainers.image.title", kind.name());
    all.put("org.opencontainers.image.description", kind.description());
    all.put("org.opencontainers.image.version", version);
    all.put("org.opencontainers.image.licenses", "Apache-2.0");
    all.putAll(labels);
    return all;
  }

  private FileEntriesLayer layer(String name) throws IOException {
    Path folder = layers.resolve(name);
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().skip(1).toList()) {
        AbsoluteUnixPath place = AbsoluteUnixPath.get("/" + folder.relativize(file));
        layer.addEntry(file, place, permissions(file, place), TIME);
      }
    } catch (UncheckedIOException e) {
      throw new IOException("layer " + name + " cannot be read", e);
    }
    return layer.build();
  }

  private static FilePermissions permissions(Path file, AbsoluteUnixPath place) {
    if (place.toString().equals("/tmp")) {
      return EVERYBODYS;
    }
    return Files.isDirectory(file) || Files.isExecutable(file)
        ? FilePermissions.DEFAULT_FOLDER_PERMISSIONS
        : FilePermissions.DEFAULT_FILE_PERMISSIONS;
  }
}
