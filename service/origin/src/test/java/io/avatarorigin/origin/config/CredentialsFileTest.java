package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.settings.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path folder;

  @Test
  void generatesOnceAndKeepsForTheOwnerAlone() throws IOException {
    Path data = folder.resolve("new/data");

    CredentialsFile.Kept first = CredentialsFile.loadOrCreate(data, random);
    CredentialsFile.Kept second = CredentialsFile.loadOrCreate(data, random);

    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(second.credential()).isEqualTo(first.credential());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.file())))
        .isEqualTo("rw-------");
    assertThat(data).isDirectoryNotContaining("glob:**/.credentials*");
  }

  @Test
  void allWhoStartAtOnceTakeTheSame() throws Exception {
    Callable<CredentialsFile.Kept> start = () -> CredentialsFile.loadOrCreate(folder, random);
    List<CredentialsFile.Kept> all = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (Future<CredentialsFile.Kept> kept : pool.invokeAll(Collections.nCopies(8, start))) {
        all.add(kept.get());
      }
    }

    assertThat(all)
        .extracting(CredentialsFile.Kept::credential)
        .containsOnly(all.getFirst().credential());
    assertThat(all).filteredOn(CredentialsFile.Kept::isNew).hasSize(1);
  }

  @Test
  void refusesAFileWithoutCredentials() throws IOException {
    Files.writeString(folder.resolve("credentials"), "[default]\naws_access_key_id = X\n");

    assertThatThrownBy(() -> CredentialsFile.loadOrCreate(folder, random))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("aws_secret_access_key")
        .hasMessageContaining("delete the file");
  }
}
