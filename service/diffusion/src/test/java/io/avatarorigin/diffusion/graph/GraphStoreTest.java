package io.avatarorigin.diffusion.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphStoreTest {

  private static final Path MODEL = Fixtures.path("models/epsilon/unet/model.onnx");

  @TempDir private Path temporary;
  private GraphStore store;

  @BeforeEach
  void makeStore() {
    store = new GraphStore(temporary.resolve("graphs"));
  }

  @Test
  void findsWhatWasKept() throws IOException {
    assertThat(store.find("unet-1")).isEmpty();

    keep(store, "unet-1");

    assertThat(store.find("unet-1").orElseThrow()).hasSameBinaryContentAs(MODEL);
    assertThat(store.find("unet-2")).isEmpty();
    assertThat(names()).containsExactly("unet-1");
  }

  @Test
  void leavesNothingOfWhatWasNotKept() throws IOException {
    try (GraphStore.Draft draft = store.draft("unet-1", 0)) {
      Files.copy(MODEL, draft.model());
      assertThat(store.find("unet-1")).isEmpty();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void leavesToTheFirstWhatTwoStoreAtOnce() throws IOException {
    try (GraphStore.Draft second = store.draft("unet-1", 0)) {
      Files.copy(MODEL, second.model());
      keep(store, "unet-1");
      assertThatThrownBy(second::keep).isInstanceOf(IOException.class);
    }
    assertThat(store.find("unet-1")).isPresent();
    assertThat(names()).containsExactly("unet-1");
  }

  @Test
  void leavesMostOfTheFreeSpaceToOthers() throws IOException {
    long free = Files.getFileStore(temporary).getUsableSpace();

    assertThatThrownBy(() -> store.draft("unet-1", free / 2))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("too little room for ");
    assertThat(names()).isEmpty();
  }

  /** As on a full disk. */
  @Test
  void keepsNothingWhoseWeightsWereNotWrittenToTheirEnd() throws IOException {
    Path unet = Fixtures.path("models/xl/unet");
    try (GraphStore.Draft draft = store.draft("unet-1", 0)) {
      Files.copy(unet.resolve("model.onnx"), draft.model());
      Files.write(draft.model().resolveSibling("model.onnx_data"), new byte[7]);
      assertThatThrownBy(draft::keep)
          .isInstanceOf(IOException.class)
          .hasMessage("model.onnx_data was not written to its end");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void removesWhatNobodyUsedForThirtyDays() throws IOException {
    keep(store, "unet-old");
    keep(store, "unet-used");
    Files.createDirectory(temporary.resolve("graphs/.draft-of-a-killed-process"));
    Files.createDirectory(temporary.resolve("graphs/.draft-of-a-running-process"));
    ages("unet-old", Duration.ofDays(31));
    ages("unet-used", Duration.ofDays(31));
    ages(".draft-of-a-killed-process", Duration.ofDays(2));
    ages(".draft-of-a-running-process", Duration.ofHours(2));
    assertThat(store.find("unet-used")).isPresent();

    keep(store, "unet-new");

    assertThat(names())
        .containsExactlyInAnyOrder("unet-used", "unet-new", ".draft-of-a-running-process");
  }

  private void ages(String name, Duration age) throws IOException {
    Path entry = temporary.resolve("graphs").resolve(name);
    Path used = Files.exists(entry.resolve("used")) ? entry.resolve("used") : entry;
    Instant now = Files.getLastModifiedTime(used).toInstant();
    Files.setLastModifiedTime(used, FileTime.from(now.minus(age)));
  }

  private static void keep(GraphStore store, String key) throws IOException {
    try (GraphStore.Draft draft = store.draft(key, 0)) {
      Files.copy(MODEL, draft.model());
      draft.keep();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(temporary.resolve("graphs"))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }
}
