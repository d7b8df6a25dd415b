package io.avatarorigin.origin.pinned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A source whose last listing is kept in a file, so that a start while it cannot be reached knows
 * what is pinned: what is pinned is never drawn.
 */
final class RememberedSource implements PinnedSource {
  private static final System.Logger LOGGER = System.getLogger(RememberedSource.class.getName());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PinnedSource source;
  private final Path file;
  private final Map<PinnedFile, String> computed = new ConcurrentHashMap<>();
  private final AtomicBoolean noted = new AtomicBoolean();
  private Optional<List<PinnedFile>> last = Optional.empty();

  RememberedSource(PinnedSource source, Path file) {
    this.source = source;
    this.file = file;
  }

  @Override
  public synchronized List<PinnedFile> list() {
    List<PinnedFile> files;
    try {
      files = source.list();
    } catch (SourceException e) {
      if (last.isPresent()) {
        throw e;
      }
      last = Optional.of(remembered(e));
      LOGGER.log(
          System.Logger.Level.WARNING,
          "pinned files not read, starting with the last that were: {0}",
          e.getMessage());
      return last.get();
    }
    boolean first = last.isEmpty();
    if (first) {
      recall();
    }
    if (noted.getAndSet(false) || !last.equals(Optional.of(files))) {
      last = Optional.of(files);
      computed.keySet().retainAll(Set.copyOf(files));
      remember(files);
    }
    return files;
  }

  /** What an earlier process has computed; without it, it is computed anew. */
  private void recall() {
    try {
      remembered(new SourceException("nothing is remembered"));
    } catch (SourceException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "no earlier listing", e);
    }
  }

  private void remember(List<PinnedFile> files) {
    ArrayNode entries = JSON.createArrayNode();
    for (PinnedFile entry : files) {
      if (entry.fault().isPresent()) {
        continue; // is found anew with the next listing
      }
      ObjectNode object = entries.addObject();
      Optional.ofNullable(computed.get(entry)).ifPresent(md5 -> object.put("md5", md5));
      object
          .put("name", entry.name())
          .put("bytes", entry.bytes())
          .put("changedAt", entry.changedAt().toString())
          .put("stamp", entry.stamp());
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(temporary, JSON.writeValueAsBytes(entries));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "what is pinned was not noted file=" + file, e);
    }
  }

  private List<PinnedFile> remembered(SourceException why) {
    List<PinnedFile> files = new ArrayList<>();
    try {
      JsonNode entries = JSON.readTree(Files.readAllBytes(file));
      if (!entries.isArray()) {
        throw why;
      }
      for (JsonNode entry : entries) {
        PinnedFile known =
            PinnedFile.of(
                entry.path("name").asText(),
                entry.path("bytes").asLong(),
                Instant.parse(entry.path("changedAt").asText()),
                entry.path("stamp").asText());
        files.add(known);
        if (entry.path("md5").isTextual()) {
          computed.put(known, entry.path("md5").asText());
        }
      }
    } catch (JsonProcessingException | DateTimeParseException e) {
      why.addSuppressed(e);
      throw why;
    } catch (IOException e) { // never read by any process
      throw why;
    }
    return files;
  }

  @Override
  public Optional<PinnedContent> read(PinnedFile wanted) {
    return source.read(wanted);
  }

  @Override
  public Optional<String> md5(PinnedFile wanted) {
    return Optional.ofNullable(computed.get(wanted)).or(() -> source.md5(wanted));
  }

  @Override
  public void note(PinnedFile read, String md5) {
    if (!md5(read).equals(Optional.of(md5))) {
      computed.put(read, md5);
      noted.set(true);
    }
  }

  @Override
  public boolean isFar() {
    return source.isFar();
  }

  @Override
  public Duration pause() {
    return source.pause();
  }

  @Override
  public String toString() {
    return source.toString();
  }
}
