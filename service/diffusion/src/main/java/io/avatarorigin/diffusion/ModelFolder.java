package io.avatarorigin.diffusion;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.diffusion.weights.NetWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a model in diffusers' ONNX layout, named relative to its folder, for one load of it.
 * For one thread.
 */
final class ModelFolder {

  static final String DEFAULTS = "avatar-origin.json";
  static final String MODEL_INDEX = "model_index.json";

  private static final String DIGEST_ALGORITHM = "SHA-256";
  private static final int BUFFER_BYTES = 1 << 16;

  /** The parts that decide a picture, of which a folder may lack some; others are not read. */
  private static final List<String> PARTS =
      List.of(
          LoraFolder.FOLDER,
          "scheduler",
          "text_encoder",
          "text_encoder_2",
          "tokenizer",
          "tokenizer_2",
          "unet",
          "vae_decoder");

  /** They decide pictures where the checker has a say. */
  private static final List<String> SAFETY_PARTS = List.of("feature_extractor", "safety_checker");

  // Diffusers writes lambda_min_clipped as -Infinity, which JSON does not know.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * What was read for the digest.
   *
   * @param stamps of the files, as they were then
   */
  private record Digested(boolean safetyDecides, String digest, Map<String, FileStamp> stamps) {}

  private final Path root;
  private Optional<Digested> digested = Optional.empty();

  ModelFolder(Path root) {
    if (!Files.isDirectory(root)) {
      throw ModelException.inFile(
          root.toString(), "no such folder; a model is a folder in diffusers' ONNX layout");
    }
    this.root = root;
  }

  /** The folder's own name. */
  String name() {
    return String.valueOf(root.toAbsolutePath().normalize().getFileName());
  }

  /** A file that must be there. */
  Path file(String name) {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw ModelException.inFile(
          name, "missing in " + root + "; `optimum-cli export onnx` writes a whole folder");
    }
    return file;
  }

  /** A JSON object that must be there. */
  ConfigFile config(String name) {
    try {
      JsonNode json = JSON.readTree(file(name).toFile());
      if (!json.isObject()) {
        throw ModelException.inFile(name, "must hold a JSON object");
      }
      return new ConfigFile(name, json);
    } catch (IOException e) {
      throw ModelException.inFile(name, "cannot be read as JSON", e);
    }
  }

  Optional<ConfigFile> configIfPresent(String name) {
    return Files.isRegularFile(root.resolve(name)) ? Optional.of(config(name)) : Optional.empty();
  }

  /** The lines of a UTF-8 file that must be there. */
  List<String> lines(String name) {
    try {
      return Files.readAllLines(file(name));
    } catch (IOException e) {
      throw ModelException.inFile(name, "cannot be read as UTF-8 text", e);
    }
  }

  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  /** The net of a part: {@code model.onnx}, and what it says of its weights. */
  ModelPart part(String part) {
    String name = part + "/model.onnx";
    NetWeights weights = weights(name);
    try {
      long bytes = Files.size(file(name));
      for (Map.Entry<String, Long> external : weights.externalBytes().entrySet()) {
        bytes += externalBytes(part, external.getKey(), external.getValue());
      }
      return new ModelPart(part, bytes, weights);
    } catch (IOException e) {
      throw ModelException.inFile(name, "cannot be read", e);
    }
  }

  private NetWeights weights(String name) {
    try {
      return NetWeights.read(file(name));
    } catch (IOException e) {
      throw ModelException.inFile(name, "cannot be read as an ONNX model", e);
    }
  }

  private long externalBytes(String part, String location, long needed) throws IOException {
    String name = part + "/" + location;
    Path file = root.resolve(part).resolve(location);
    if (!Files.isRegularFile(file)) {
      throw ModelException.inFile(
          name, "missing in " + root + "; model.onnx keeps weights there, copy both");
    }
    long bytes = Files.size(file);
    if (bytes < needed) {
      throw ModelException.inFile(
          name, "cut short: it has " + bytes + " bytes of " + needed + "; copy it again");
    }
    return bytes;
  }

  /**
   * Hex SHA-256 over the files that decide a picture, sorted by path: for each its path in UTF-8, a
   * zero byte, its length in 8 bytes and its content. Read once.
   *
   * @param safetyDecides whether the safety checker's files count
   */
  String digest(boolean safetyDecides) {
    if (digested.isEmpty() || digested.get().safetyDecides() != safetyDecides) {
      digested = Optional.of(read(safetyDecides));
    }
    return digested.get().digest();
  }

  private Digested read(boolean safetyDecides) {
    MessageDigest digest = sha256();
    Map<String, FileStamp> stamps = new HashMap<>();
    for (String name : decidingFiles(safetyDecides)) {
      Path file = root.resolve(name);
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      try (InputStream content = Files.newInputStream(file)) {
        stamps.put(name, FileStamp.of(file));
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(Files.size(file)).flip());
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
          digest.update(buffer, 0, read);
        }
      } catch (IOException e) {
        throw ModelException.inFile(name, "cannot be read", e);
      }
    }
    return new Digested(
        safetyDecides, HexFormat.of().formatHex(digest.digest()), Map.copyOf(stamps));
  }

  /** Whether a part's files are those that the digest was read of. */
  boolean isUnchanged(String part) throws IOException {
    for (String name : filesIn(part)) {
      FileStamp now = FileStamp.of(root.resolve(name));
      if (digested.filter(known -> now.equals(known.stamps().get(name))).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private List<String> decidingFiles(boolean safetyDecides) {
    Stream<String> safety = safetyDecides ? SAFETY_PARTS.stream() : Stream.empty();
    return Stream.concat(
            Stream.of(DEFAULTS, MODEL_INDEX).filter(this::has),
            Stream.concat(PARTS.stream(), safety)
                .filter(this::has)
                .flatMap(part -> filesIn(part).stream()))
        .sorted()
        .toList();
  }

  /** The files of a part, by their names, links followed; none where it is not there. */
  List<String> filesIn(String part) {
    if (!Files.isDirectory(root.resolve(part))) {
      return List.of();
    }
    Path folder = root.resolve(part);
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !isInnards(folder.relativize(file)))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw ModelException.inFile(part, "cannot be listed", e);
    }
  }

  /** Where mounted volumes have what the links beside it lead to, by a name that changes. */
  private static boolean isInnards(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith("..")) {
        return true;
      }
    }
    return false;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance(DIGEST_ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + DIGEST_ALGORITHM, e);
    }
  }
}
