package io.avatarorigin.worker.fetch;

import static io.avatarorigin.worker.fetch.Fetching.SOURCE;
import static io.avatarorigin.worker.fetch.HubFetchTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.avatarorigin.worker.fetch.hub.HubServer;
import io.avatarorigin.worker.fetch.hub.Repository;
import io.avatarorigin.worker.fetch.source.FetchException;
import io.avatarorigin.worker.fetch.source.ModelSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what lies at the place already. */
class DestinationTest {
  @TempDir Path parent;

  private final HubServer hub = new HubServer(Models.small());

  @AfterEach
  void stop() {
    hub.close();
  }

  private Path folder() {
    return parent.resolve("models/mine");
  }

  @Test
  void findsItDoneWithoutAskingAnybody() {
    Fetched first = Fetching.from(hub).fetch(SOURCE, folder());
    hub.requests().clear();

    Fetched second = Fetching.from(hub).fetch(SOURCE, folder());

    assertThat(second.outcome()).isEqualTo(Fetched.Outcome.ALREADY_THERE);
    assertThat(second.commit()).isEqualTo(first.commit());
    assertThat(second.bytes()).isEqualTo(first.bytes());
    assertThat(hub.requests()).isEmpty();
  }

  @Test
  void repairsWhatWasDamagedSince() throws IOException {
    Fetching.from(hub).fetch(SOURCE, folder());
    Files.writeString(folder().resolve("unet/config.json"), " ".repeat(1662));
    Fetching fetching = Fetching.from(hub);

    Fetched again = fetching.fetch(SOURCE, folder());

    assertThat(again.outcome()).isEqualTo(Fetched.Outcome.FETCHED);
    assertSame(Fetching.content(folder()), Models.small());
    assertThat(fetching.recording().notes())
        .containsExactly(folder() + ": unet/config.json was changed; fetching it anew");
  }

  @Test
  void refusesTheFolderOfAnotherSource() {
    hub.revision("other", Models.small().with("avatar-origin.json", new byte[] {'{', '}'}));
    Fetching.from(hub).fetch(SOURCE, folder());

    FetchException refused = Fetching.from(hub).refused(SOURCE + "@other", folder());

    assertThat(refused.kind()).isEqualTo(FetchException.Kind.REFUSED);
    assertThat(refused)
        .hasMessage(
            folder()
                + " holds hf://org/model@main, not hf://org/model@other; replace it (--replace),"
                + " or name another folder");
    assertSame(Fetching.content(folder()), Models.small());
  }

  @Test
  void replacesAnotherSourceWhereThatIsAsked() {
    Repository other = Models.small().with("avatar-origin.json", new byte[] {'{', '}'});
    hub.revision("other", other);
    Fetching.from(hub).fetch(SOURCE, folder());

    Fetched replaced = Fetching.from(hub).replacing().fetch(SOURCE + "@other", folder());

    assertThat(replaced.outcome()).isEqualTo(Fetched.Outcome.FETCHED);
    assertSame(Fetching.content(folder()), other);
    assertThat(folder().resolveSibling(".mine.replaced")).doesNotExist();
  }

  @Test
  void neverReplacesWhatWasNotFetched() throws IOException {
    Files.createDirectories(folder());
    Files.writeString(folder().resolve("thesis.txt"), "two years");

    FetchException refused = Fetching.from(hub).replacing().refused(SOURCE, folder());

    assertThat(refused)
        .hasMessage(
            folder() + " holds files that were not fetched; name another folder, or remove it");
    assertThat(folder().resolve("thesis.txt")).hasContent("two years");
  }

  @Test
  void takesAnEmptyFolder() throws IOException {
    Files.createDirectories(folder());

    Fetching.from(hub).fetch(SOURCE, folder());

    assertSame(Fetching.content(folder()), Models.small());
  }

  @Test
  void namesAFileThatIsInTheWay() throws IOException {
    Files.createDirectories(parent.resolve("models"));
    Files.writeString(folder(), "a file");

    assertThat(Fetching.from(hub).refused(SOURCE, folder()).getMessage())
        .startsWith(folder().toString());
  }

  @Test
  void namesAPlaceThatCannotBeWritten() {
    Path place = Path.of("/sys/avatar-origin/model"); // which root may not write either

    FetchException refused = Fetching.from(hub).refused(SOURCE, place);

    assertThat(refused.kind()).isEqualTo(FetchException.Kind.DISK);
    assertThat(refused).hasMessageStartingWith("/sys/avatar-origin: ");
  }

  @Test
  void refusesWhatTheDiskHasNoRoomFor() throws IOException {
    Path source = parent.resolve("source");
    Fetching.from(hub).fetch(SOURCE, source);
    Path sparse = Files.createDirectories(source.resolve("lora")).resolve("huge.onnx_adapter");
    try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(Files.getFileStore(parent).getUsableSpace() + (1L << 40));
    }

    FetchException refused = Fetching.from(hub).refused(source.toString(), folder());

    assertThat(refused.kind()).isEqualTo(FetchException.Kind.DISK);
    assertThat(refused)
        .hasMessageMatching(
            folder().getParent() + ": no space: \\d+ MB are missing and \\d+ MB are free");
  }

  @Test
  void letsOneThreadOfAProcessFetch() throws Exception {
    FetchOptions options = Fetching.from(hub).options();
    Callable<Fetched.Outcome> fetch =
        () ->
            ModelFetcher.fetch(ModelSource.parse(SOURCE), folder(), options, new Recording())
                .outcome();
    List<Fetched.Outcome> outcomes = new ArrayList<>();

    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread::new)) {
      for (Future<Fetched.Outcome> outcome :
          threads.invokeAll(List.of(fetch, fetch, fetch, fetch))) {
        outcomes.add(outcome.get());
      }
    }

    assertThat(outcomes)
        .containsOnlyOnce(Fetched.Outcome.FETCHED)
        .containsOnly(Fetched.Outcome.FETCHED, Fetched.Outcome.ALREADY_THERE);
  }

  @Test
  void copiesAFolderOfThisMachine() {
    Fetched fetched = Fetching.from(hub).fetch(Models.SMALL.toString(), folder());

    assertThat(fetched.outcome()).isEqualTo(Fetched.Outcome.FETCHED);
    assertSame(Fetching.content(folder()), Models.small());
  }

  @Test
  void readsAFolderOfThisMachineWhereItIs() {
    Path found =
        ModelFetcher.obtain(
            ModelSource.parse(Models.SMALL.toUri().toString()),
            folder(),
            FetchOptions.DEFAULT,
            new Recording());

    assertThat(found).isEqualTo(Models.SMALL);
    assertThat(folder()).doesNotExist();
    assertThatExceptionOfType(FetchException.class)
        .isThrownBy(
            () ->
                ModelFetcher.obtain(
                    ModelSource.parse(parent.toString()),
                    folder(),
                    FetchOptions.DEFAULT,
                    new Recording()))
        .withMessageStartingWith(parent + " lacks model_index.json, scheduler/");
  }
}
