package io.avatarorigin.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.fetch.hub.HubServer;
import io.avatarorigin.worker.fetch.hub.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hugging Face's own library against the server that the other tests fetch from. */
class HuggingFaceHubIT {
  private static final Path SOURCES = Path.of("src/test/clients/huggingface").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/huggingface").toAbsolutePath();

  @TempDir Path parent;

  @Test
  void fetchesTheSameFilesFromTheSameServer() throws IOException {
    Path theirs = parent.resolve("theirs");
    Path ours = parent.resolve("ours");
    try (HubServer hub = new HubServer(Models.published()).requireToken("hf_token")) {
      run(
          python().toString(),
          SOURCES.resolve("snapshot.py").toString(),
          hub.endpoint().toString(),
          HubServer.NAME,
          "hf_token",
          theirs.toString());
      Fetching.from(hub, Optional.of("hf_token")).fetch(Fetching.SOURCE, ours);
    }

    Repository snapshot = Repository.of(theirs);
    for (String path : List.copyOf(snapshot.files().keySet())) {
      snapshot = path.startsWith(".cache/") ? snapshot.without(path) : snapshot;
    }
    HubFetchTest.assertSame(snapshot, Models.published());
    Repository needed = snapshot;
    for (String path : List.copyOf(snapshot.files().keySet())) {
      needed = NeededFiles.needs(path) ? needed : needed.without(path);
    }
    HubFetchTest.assertSame(Fetching.content(ours), needed);
  }

  /** Installs the library, unless that version is there already. */
  private Path python() throws IOException {
    Path requirements = SOURCES.resolve("requirements.txt");
    Path stamp = INSTALLED.resolve("installed.txt");
    if (!Files.exists(stamp) || Files.mismatch(requirements, stamp) >= 0) {
      run("python3", "-m", "venv", "--clear", INSTALLED.toString());
      run(
          INSTALLED.resolve("bin/pip").toString(),
          "install",
          "--quiet",
          "--disable-pip-version-check",
          "--requirement",
          requirements.toString());
      Files.copy(requirements, stamp, StandardCopyOption.REPLACE_EXISTING);
    }
    return INSTALLED.resolve("bin/python");
  }

  private void run(String... command) throws IOException {
    Path log = Files.createTempFile(parent, "client", ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HF_"));
    builder.environment().put("HF_HOME", parent.resolve("home").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.onExit().join().exitValue())
        .as("%s: %s", String.join(" ", command), Files.readString(log))
        .isZero();
  }
}
