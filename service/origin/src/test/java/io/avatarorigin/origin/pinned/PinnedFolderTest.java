package io.avatarorigin.origin.pinned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PinnedFolderTest {
  @TempDir private Path parent;

  @Test
  void listsFilesOfInnerFoldersWithSizeAndTime() throws IOException {
    Path folder = folder();
    write(folder.resolve("robots.txt"), "User-agent: *\n");
    write(folder.resolve("a/b/c.txt"), "c");
    Files.setLastModifiedTime(
        folder.resolve("a/b/c.txt"), FileTime.from(Instant.parse("2026-01-02T03:04:05.678Z")));

    Map<String, PinnedFile> files = byName(new PinnedFolder(folder));

    assertThat(files).containsOnlyKeys("robots.txt", "a/b/c.txt");
    assertThat(files.get("robots.txt").bytes()).isEqualTo(14);
    assertThat(files.get("a/b/c.txt").changedAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(files.values()).allMatch(file -> file.fault().isEmpty());
  }

  @Test
  void readsTheFileThatWasListedAndNoOther() throws IOException {
    Path folder = folder();
    write(folder.resolve("a"), "one");
    PinnedFolder source = new PinnedFolder(folder);
    PinnedFile listed = byName(source).get("a");

    assertThat(text(source.read(listed))).isEqualTo("one");
    write(folder.resolve("a"), "two");
    assertThat(source.read(listed)).isEmpty();
    Files.delete(folder.resolve("a"));
    assertThat(source.read(listed)).isEmpty();
  }

  @Test
  void noticesAChangeThatKeepsSizeAndTime() throws IOException {
    Path folder = folder();
    Path file = folder.resolve("a");
    write(file, "one");
    FileTime time = Files.getLastModifiedTime(file);
    PinnedFolder source = new PinnedFolder(folder);
    PinnedFile before = byName(source).get("a");

    Files.writeString(parent.resolve("other"), "two");
    Files.move(parent.resolve("other"), file, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(file, time);

    assertThat(byName(source).get("a").changedAt()).isEqualTo(before.changedAt());
    assertThat(byName(source).get("a").edition()).isNotEqualTo(before.edition());
    assertThat(source.read(before)).isEmpty();
  }

  @Test
  void followsAMountedConfigMapThroughItsUpdates() throws IOException {
    ConfigMap mounted = new ConfigMap(folder());
    mounted.update(Map.of("robots.txt", "one", "gone.txt", "x"));
    PinnedFolder source = new PinnedFolder(mounted.folder());
    Map<String, PinnedFile> before = byName(source);
    assertThat(before).containsOnlyKeys("robots.txt", "gone.txt");
    assertThat(text(source.read(before.get("robots.txt")))).isEqualTo("one");

    mounted.update(Map.of("robots.txt", "two", "new.txt", "y"));

    Map<String, PinnedFile> after = byName(source);
    assertThat(after).containsOnlyKeys("robots.txt", "new.txt");
    assertThat(after.get("robots.txt").edition()).isNotEqualTo(before.get("robots.txt").edition());
    assertThat(source.read(before.get("robots.txt"))).isEmpty();
    assertThat(text(source.read(after.get("robots.txt")))).isEqualTo("two");
  }

  @Test
  void neverMissesAFileThatIsThereBeforeAndAfterAnUpdate() throws Exception {
    ConfigMap mounted = new ConfigMap(folder());
    mounted.update(Map.of("robots.txt", "0"));
    PinnedFolder source = new PinnedFolder(mounted.folder());
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService kubelet = Executors.newSingleThreadExecutor()) {
      Future<?> updates =
          kubelet.submit(
              () -> {
                for (int i = 1; i <= 300; i++) {
                  mounted.update(Map.of("robots.txt", Integer.toString(i)));
                }
                done.set(true);
                return null;
              });
      while (!done.get()) {
        assertThat(byName(source).get("robots.txt").fault()).isEmpty();
      }
      updates.get();
    }
  }

  @Test
  void neverReadsWhatLiesOutside() throws IOException {
    Path folder = folder();
    write(parent.resolve("secret"), "secret");
    write(parent.resolve("secrets/one"), "secret");
    Files.createSymbolicLink(folder.resolve("link"), parent.resolve("secret"));
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("../secret"));
    Files.createSymbolicLink(folder.resolve("folder"), parent.resolve("secrets"));
    Files.createSymbolicLink(folder.resolve("dangling"), parent.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("itself"), Path.of("itself"));
    PinnedFolder source = new PinnedFolder(folder);

    Map<String, PinnedFile> files = byName(source);

    assertThat(files).containsOnlyKeys("link", "relative", "folder", "dangling", "itself");
    assertThat(files.values()).allMatch(file -> file.fault().isPresent());
    assertThat(files.get("link").fault().orElseThrow()).contains("leads out of the folder");
  }

  @Test
  void readsNothingThroughALinkThatTookAFilesPlace() throws IOException {
    Path folder = folder();
    write(parent.resolve("secret"), "one");
    write(folder.resolve("a"), "one");
    PinnedFolder source = new PinnedFolder(folder);
    PinnedFile listed = byName(source).get("a");

    Files.delete(folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a"), parent.resolve("secret"));

    assertThat(source.read(listed)).isEmpty();
    assertThat(source.read(PinnedFile.of("../secret", 3, Instant.EPOCH, listed.stamp()))).isEmpty();
  }

  @Test
  void reportsWhatIsNoFileAndWhatIsHidden() throws Exception {
    Path folder = folder();
    write(folder.resolve(".htaccess"), "x");
    write(folder.resolve(".git/config"), "x");
    Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start();
    assertThat(mkfifo.waitFor()).isZero();

    Map<String, PinnedFile> files = byName(new PinnedFolder(folder));

    assertThat(files).containsOnlyKeys(".htaccess", ".git", "pipe");
    assertThat(files.get(".git").fault().orElseThrow()).contains("hidden");
    assertThat(files.get("pipe").fault()).contains("is no file: remove it");
  }

  @Test
  void comesToAnEndWhereFoldersLeadToThemselves() throws IOException {
    Path folder = folder();
    write(folder.resolve("a/file"), "x");
    Files.createSymbolicLink(folder.resolve("a/again"), Path.of("."));

    List<PinnedFile> files = new PinnedFolder(folder).list();

    assertThat(files).hasSizeLessThan(40);
    assertThat(files).anyMatch(file -> file.fault().orElse("").contains("folders deep"));
  }

  @Test
  void saysThatTheFolderIsNotThere() {
    Path nowhere = parent.resolve("nowhere");

    assertThatThrownBy(() -> new PinnedFolder(nowhere).list())
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("pinned.folder");
  }

  private Path folder() throws IOException {
    return Files.createDirectories(parent.resolve("pinned"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String text(Optional<PinnedContent> content) {
    return new String(content.orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  private static Map<String, PinnedFile> byName(PinnedSource source) {
    return source.list().stream().collect(Collectors.toMap(PinnedFile::name, file -> file));
  }
}
