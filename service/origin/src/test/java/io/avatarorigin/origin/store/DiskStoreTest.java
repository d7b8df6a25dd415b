package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStoreTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final StoredFile FILE = StoredFile.of(new byte[] {1, 2, 3}, NOW);

  @TempDir private Path data;
  private final StoreLog log = new StoreLog();

  @Test
  void readsWhatItWrote() {
    DiskStore store = store("0123456789abcdef");
    store.write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);

    assertThat(store.read(DiskStore.Kind.PORTRAIT, HASH, "a.png").orElseThrow().content())
        .containsExactly(1, 2, 3);
    assertThat(store.read(DiskStore.Kind.RENDITION, HASH, "a.png")).isEmpty();
    assertThat(store("fedcba9876543210").read(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
  }

  @Test
  void leavesNoOtherFileBehind() throws IOException {
    store("0123456789abcdef").write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);

    assertThat(files())
        .containsExactly(data.resolve("objects/0123456789abcdef/portraits/0b/c8/a.png"));
  }

  @Test
  void removesAndReportsADamagedFile() throws IOException {
    DiskStore store = store("0123456789abcdef");
    store.write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);
    Path file = files().getFirst();
    Files.write(file, new byte[] {1, 2});

    assertThat(store.read(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(log.damaged).hasValue(1);
  }

  @Test
  void makesNoFussAboutAFileOfTheFormerForm() throws IOException {
    DiskStore store = store("0123456789abcdef");
    store.write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);
    Path file = files().getFirst();
    byte[] former = ByteBuffer.allocate(60).putLong(12, 0x61766174_6172_3031L).array();
    Files.write(file, former);

    assertThat(store.summary(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    assertThat(store.read(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    assertThat(file).doesNotExist();
    assertThat(log.damaged).hasValue(0);
  }

  @Test
  void summarisesAFileFromItsEnd() throws IOException {
    DiskStore store = store("0123456789abcdef");
    assertThat(store.summary(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    store.write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);

    assertThat(store.summary(DiskStore.Kind.PORTRAIT, HASH, "a.png"))
        .contains(new StoredSummary(3, FILE.md5(), NOW));
    Files.write(files().getFirst(), new byte[] {1, 2});
    assertThat(store.summary(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    assertThat(log.damaged).hasValue(0);
  }

  @Test
  void goesOnWithoutADiskThatCannotBeWritten() throws IOException {
    Files.writeString(data.resolve("objects"), "a file where the folder should be");
    DiskStore store = store("0123456789abcdef");

    store.write(DiskStore.Kind.PORTRAIT, HASH, "a.png", FILE);

    assertThat(store.read(DiskStore.Kind.PORTRAIT, HASH, "a.png")).isEmpty();
    assertThat(log.diskFailures.get()).isPositive();
  }

  @Test
  void sweepsOldVersionsThenRenditionsThenPortraitsByLastUse() throws IOException {
    DiskStore old = store("fedcba9876543210");
    old.write(DiskStore.Kind.PORTRAIT, HASH, "old.png", FILE);
    DiskStore store = store("0123456789abcdef");
    for (String name : List.of("late", "early")) {
      store.write(DiskStore.Kind.PORTRAIT, HASH, name, FILE);
      store.write(DiskStore.Kind.RENDITION, HASH, name, FILE);
    }
    for (Path file : files()) {
      boolean late = file.endsWith("late");
      Files.setLastModifiedTime(file, FileTime.from(late ? NOW : NOW.minusSeconds(7200)));
    }
    long each = FILE.bytes().length;

    new DiskSweep(store, 5 * each, log).sweepIfDue();
    assertThat(files()).hasSize(5);
    new DiskSweep(store, 4 * each, log).sweepIfDue();
    assertThat(names()).containsExactly("portraits/early", "portraits/late", "renditions/late");
    assertThat(data.resolve("objects/fedcba9876543210")).doesNotExist();
    new DiskSweep(store, 2 * each, log).sweepIfDue();
    assertThat(names()).containsExactly("portraits/late");
    assertThat(log.evicted).hasValue(4);
  }

  @Test
  void sweepsFoldersWithTheirLastFile() {
    DiskStore store = store("0123456789abcdef");
    store.write(DiskStore.Kind.RENDITION, HASH, "a", FILE);
    Path folder = data.resolve("objects/0123456789abcdef/renditions/0b/c8");
    assertThat(folder).isDirectory();

    new DiskSweep(store, 0, log).sweepIfDue();
    assertThat(folder.getParent()).doesNotExist();
    store.write(DiskStore.Kind.RENDITION, HASH, "a", FILE);
    assertThat(store.contains(DiskStore.Kind.RENDITION, HASH, "a")).isTrue();
  }

  @Test
  void sweepsAgainOnlyWhenEnoughWasWritten() throws IOException {
    DiskStore store = store("0123456789abcdef");
    DiskSweep sweep = new DiskSweep(store, FILE.bytes().length, log);
    sweep.sweepIfDue();

    store.write(DiskStore.Kind.PORTRAIT, HASH, "a", FILE);
    sweep.sweepIfDue();
    assertThat(log.evicted).hasValue(0);
    store.write(DiskStore.Kind.PORTRAIT, HASH, "b", FILE);
    sweep.sweepIfDue();

    assertThat(log.evicted).hasValue(2);
  }

  private List<String> names() throws IOException {
    return files().stream()
        .map(file -> file.getName(data.getNameCount() + 2) + "/" + file.getFileName())
        .toList();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private DiskStore store(String version) {
    return new DiskStore(
        data,
        new ContentVersion(version),
        new BarredHashes(data.resolve("barred")),
        log,
        InstantSource.fixed(NOW));
  }
}
