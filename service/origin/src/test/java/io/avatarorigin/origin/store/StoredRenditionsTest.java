package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRenditionsTest {
  private static final String SHORT = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String LATE = SHORT + "f".repeat(32);
  private static final String EARLY = SHORT + "0".repeat(32);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final StoredFile FILE = StoredFile.of(new byte[] {1, 2, 3}, NOW);

  @TempDir private Path data;
  private final StoreLog log = new StoreLog();
  private final FakePins pins = new FakePins();

  @Test
  void comeInTheOrderOfTheirNames() {
    write(SHORT, 80, ImageFormat.PNG);
    write(SHORT, 80, ImageFormat.JPEG);
    write(SHORT, 160, ImageFormat.JPEG);
    write(LATE, 80, ImageFormat.JPEG);
    write(EARLY, 80, ImageFormat.JPEG);
    write("ffc83cb571cd1c50ba6f3e8a78ef1346", 1, ImageFormat.WEBP);

    assertThat(names(renditions()))
        .containsExactly(
            EARLY + "@80.jpg",
            SHORT + "@160.jpg",
            SHORT + "@80.jpg",
            SHORT + "@80.png",
            LATE + "@80.jpg",
            "ffc83cb571cd1c50ba6f3e8a78ef1346@1.webp")
        .isSorted();
  }

  @Test
  void areSummarisedOnDemand() throws IOException {
    write(SHORT, 80, ImageFormat.JPEG);
    StoredRendition found = renditions().from("").orElseThrow();
    assertThat(found.summary()).contains(new StoredSummary(3, FILE.md5(), NOW));

    Files.delete(folder().resolve(SHORT + "@80.jpg"));
    assertThat(found.summary()).isEmpty();
  }

  @Test
  void areOnlyWhatTheStoreHasWritten() throws IOException {
    write(SHORT, 80, ImageFormat.JPEG);
    for (String other :
        List.of(
            SHORT + "@80.png.1.tmp",
            SHORT + ".jpg",
            SHORT + "@80.jpeg",
            SHORT + "@80",
            SHORT + "@080.jpg",
            SHORT + "@4096.jpg",
            SHORT.substring(0, 30) + "@80.jpg",
            "ffc83cb571cd1c50ba6f3e8a78ef1346@80.jpg",
            "notes.txt")) {
      Files.createFile(folder().resolve(other));
    }
    disk("fedcba9876543210").write(DiskStore.Kind.RENDITION, Hash.parse(LATE), "x", FILE);
    disk("0123456789abcdef").write(DiskStore.Kind.PORTRAIT, Hash.parse(LATE), "x", FILE);

    assertThat(names(renditions())).containsExactly(SHORT + "@80.jpg");
  }

  @Test
  void areNotThoseOfBarredHashes() throws IOException {
    write(SHORT, 80, ImageFormat.JPEG);
    write(LATE, 80, ImageFormat.JPEG);
    Files.writeString(data.resolve("barred"), SHORT + "\n");

    assertThat(names(renditions())).containsExactly(LATE + "@80.jpg");
  }

  @Test
  void areThePinnedOnesOfAHashThatIsPinned() {
    write(SHORT, 80, ImageFormat.JPEG);
    write(SHORT, 160, ImageFormat.JPEG);
    write(LATE, 80, ImageFormat.JPEG);
    writePinned(SHORT, 80, 41);
    writePinned(SHORT, 80, 40);
    writePinned(SHORT, 8, 40);
    writePinned(SHORT, 20, 39);
    writePinned(LATE, 16, 40);
    pins.pin(Hash.parse(SHORT), 40);

    assertThat(names(renditions()))
        .containsExactly(SHORT + "@8.png", SHORT + "@80.png", LATE + "@80.jpg");
    assertThat(renditions().from(SHORT + "@80.png").orElseThrow().summary())
        .contains(new StoredSummary(3, FILE.md5(), NOW));
    pins.unpin(Hash.parse(SHORT));
    assertThat(names(renditions()))
        .containsExactly(SHORT + "@160.jpg", SHORT + "@80.jpg", LATE + "@80.jpg");
  }

  @Test
  void areNoneBeforeAnythingIsDrawn() {
    assertThat(renditions().from("")).isEmpty();
  }

  @Test
  void areNotSaidToBeNoneWhenTheDiskFails() throws IOException {
    write(SHORT, 80, ImageFormat.JPEG);
    StoredRendition found = renditions().from("").orElseThrow();
    Path file = folder().resolve(SHORT + "@80.jpg");
    Files.delete(file);
    Files.createDirectory(file); // opens, but cannot be read

    assertThatThrownBy(found::summary).isInstanceOf(UncheckedIOException.class);
    assertThat(log.diskFailures).hasValue(1);
  }

  private Path folder() {
    return data.resolve("objects/0123456789abcdef/renditions/0b/c8");
  }

  private void write(String hash, int size, ImageFormat format) {
    RenditionKey key = new RenditionKey(Hash.parse(hash), size, format);
    disk("0123456789abcdef").write(DiskStore.Kind.RENDITION, key.hash(), key.name(), FILE);
  }

  private void writePinned(String hash, int size, int shade) {
    RenditionKey key = new RenditionKey(Hash.parse(hash), size, ImageFormat.PNG);
    String name = key.name() + "." + "%016x".formatted(shade);
    disk("0123456789abcdef").write(DiskStore.Kind.PINNED, key.hash(), name, FILE);
  }

  private StoredRenditions renditions() {
    BarredHashes barred = new BarredHashes(data.resolve("barred"));
    barred.refresh();
    return new StoredRenditions(disk("0123456789abcdef"), barred, pins);
  }

  private DiskStore disk(String version) {
    return new DiskStore(
        data,
        new ContentVersion(version),
        new BarredHashes(data.resolve("none")),
        log,
        InstantSource.fixed(NOW));
  }

  private static List<String> names(StoredRenditions renditions) {
    List<String> names = new ArrayList<>();
    Optional<StoredRendition> next = renditions.from("");
    while (next.isPresent()) {
      names.add(next.get().key().name());
      next = renditions.from(names.getLast() + '\0');
    }
    return names;
  }
}
