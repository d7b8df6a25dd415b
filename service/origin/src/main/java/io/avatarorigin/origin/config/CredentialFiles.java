package io.avatarorigin.origin.config;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.settings.raw.Value;
import io.avatarorigin.settings.raw.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that {@code s3.credentials-from} names: one file, or all regular files of a folder
 * whose names do not begin with a dot, as Kubernetes lays out a mounted Secret. Each is a YAML list
 * in the form of {@code s3.credentials}.
 *
 * @param path the file or folder
 */
public record CredentialFiles(Path path) {
  /** Somebody who names the wrong file shall not fill the memory with it. */
  private static final long MOST_BYTES = 1 << 20;

  private static final Kind<List<S3Credential>> LIST = new ListKind<>(S3Credential.KIND);

  /**
   * What the files held when they were read; equal when nothing has changed.
   *
   * @param files text by path
   * @param fault why they could not be read
   */
  public record Texts(SortedMap<Path, String> files, Optional<Fault> fault) {
    public Texts {
      files = new TreeMap<>(files);
    }

    /**
     * The keys in the files.
     *
     * @param others keys from elsewhere, which these are added to
     * @throws ConfigException with everything that is wrong in the files
     */
    public List<S3Credential> addedTo(List<S3Credential> others) {
      List<Fault> faults = new ArrayList<>();
      fault.ifPresent(faults::add);
      List<S3Credential> all = new ArrayList<>(others);
      files.forEach((file, text) -> all.addAll(parse(file, text, faults)));
      S3Credential.refusal(all)
          .map(refusal -> new Fault("", SignatureConfig.CREDENTIALS_FROM.path(), refusal))
          .ifPresent(faults::add);
      if (!faults.isEmpty()) {
        throw new ConfigException(faults);
      }
      return List.copyOf(all);
    }

    private static List<S3Credential> parse(Path file, String text, List<Fault> faults) {
      int before = faults.size();
      Value value = YamlReader.readText(text, file.toString(), faults);
      if (faults.size() > before) {
        return List.of();
      }
      if (value instanceof Value.Unset) {
        faults.add(new Fault(value.place(), "", "is empty; write [] for no keys"));
        return List.of();
      }
      return LIST.read(value, "", faults).orElse(List.of());
    }

    /** The texts stay out of it. */
    @Override
    public String toString() {
      return "Texts" + files.keySet();
    }
  }

  /** Reads the files as they are now. */
  public Texts read() {
    SortedMap<Path, String> files = new TreeMap<>();
    Path reached = path;
    try {
      for (Path file : files()) {
        reached = file;
        if (Files.exists(file) && !Files.isRegularFile(file)) {
          return faulty(file, "is neither a file nor a folder");
        }
        if (Files.size(file) > MOST_BYTES) {
          return faulty(file, "is larger than " + MOST_BYTES + " bytes");
        }
        files.put(file, Files.readString(file));
      }
    } catch (NoSuchFileException e) {
      return faulty(reached, "there is no such file or folder");
    } catch (CharacterCodingException e) {
      return faulty(reached, "is not UTF-8 text");
    } catch (IOException | UncheckedIOException e) {
      return faulty(reached, "cannot be read: " + e.getClass().getSimpleName());
    }
    return new Texts(files, Optional.empty());
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> listed = Files.list(path)) {
      return listed
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(file -> Files.isRegularFile(file))
          .sorted()
          .toList();
    }
  }

  private static Texts faulty(Path place, String message) {
    return new Texts(
        Collections.emptySortedMap(),
        Optional.of(new Fault(place.toString(), SignatureConfig.CREDENTIALS_FROM.path(), message)));
  }
}
