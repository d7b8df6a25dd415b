package io.avatarorigin.worker.fetch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.worker.fetch.source.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a folder was fetched from and holds, as a file in it. Without digests it is a plan: what a
 * folder that is being fetched shall hold.
 *
 * @param source by its name
 * @param commit empty where the source has none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Manifest(
    @JsonProperty(required = true) String source,
    @JsonProperty(required = true) String commit,
    @JsonProperty(required = true) List<Entry> files) {
  static final String FILE = ".avatar-origin-fetch.json";

  private static final JsonMapper JSON = new JsonMapper();

  Manifest {
    files = List.copyOf(files);
  }

  /**
   * A file.
   *
   * @param version of the source's content
   * @param sha256 of the content in hex; empty in a plan
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Entry(
      @JsonProperty(required = true) String path,
      @JsonProperty(required = true) long bytes,
      @JsonProperty(required = true) String version,
      @JsonProperty(required = true) String sha256) {
    /** Whether a part of one is a part of the other. */
    boolean continues(Entry other) {
      return path.equals(other.path) && bytes == other.bytes && version.equals(other.version);
    }
  }

  static Manifest plan(String source, Listing listing) {
    return new Manifest(
        source,
        listing.commit(),
        listing.files().stream()
            .map(file -> new Entry(file.path(), file.bytes(), file.version(), ""))
            .toList());
  }

  /** The same with the digests that were found. */
  Manifest with(Map<String, String> sha256) {
    return new Manifest(
        source,
        commit,
        files.stream()
            .map(
                file ->
                    new Entry(
                        file.path(),
                        file.bytes(),
                        file.version(),
                        sha256.getOrDefault(file.path(), "")))
            .toList());
  }

  long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  Map<String, Entry> byPath() {
    Map<String, Entry> entries = new HashMap<>();
    files.forEach(file -> entries.put(file.path(), file));
    return entries;
  }

  /** The manifest of a folder; empty where there is none that can be read. */
  static Optional<Manifest> read(Path folder) throws IOException {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(folder.resolve(FILE)), Manifest.class));
    } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }

  /** Writes it into a folder, in the place of another one at once. */
  void write(Path folder) throws IOException {
    Path fresh = folder.resolve(FILE + ".new");
    Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    Durable.force(fresh);
    Files.move(fresh, folder.resolve(FILE), ATOMIC_MOVE, REPLACE_EXISTING);
  }
}
