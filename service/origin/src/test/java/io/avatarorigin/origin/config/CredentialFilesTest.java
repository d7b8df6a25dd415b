package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialFilesTest {
  private static final S3Credential OTHER = new S3Credential("OTHER", Secret.of("hidden-other"));

  @TempDir private Path folder;

  private List<S3Credential> read(Path path) {
    return new CredentialFiles(path).read().addedTo(List.of());
  }

  private String faults(Path path, S3Credential... others) {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> new CredentialFiles(path).read().addedTo(List.of(others)));
    return String.valueOf(refused.getMessage()).replace(folder + "/", "");
  }

  @Test
  void readsOneFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("keys"),
            """
            - {access-key-id: A, secret-access-key: hidden-1}
            - access-key-id: B
              secret-access-key: hidden-2
              buckets: [faces, others]
              prefix: a/
              reads: drawn
            """);

    assertThat(read(file))
        .containsExactly(
            new S3Credential("A", Secret.of("hidden-1")),
            new S3Credential(
                "B",
                Secret.of("hidden-2"),
                Optional.of(List.of("faces", "others")),
                "a/",
                S3Credential.Reads.DRAWN));
  }

  @Test
  void readsTheFilesOfAFolderByNameAndFollowsLinks() throws IOException {
    Files.writeString(folder.resolve("b"), "- {access-key-id: B, secret-access-key: hidden-2}");
    Files.writeString(folder.resolve("c"), "[]");
    Files.writeString(folder.resolve(".hidden"), "not YAML: [");
    Files.createDirectory(folder.resolve("folder"));
    Files.createDirectory(folder.resolve("..data"));
    Files.writeString(
        folder.resolve("..data/a"), "- {access-key-id: A, secret-access-key: hidden-1}");
    Files.createSymbolicLink(folder.resolve("a"), Path.of("..data/a"));

    assertThat(read(folder)).extracting(S3Credential::accessKeyId).containsExactly("A", "B");
  }

  @Test
  void findsNothingInAnEmptyFolder() {
    assertThat(read(folder)).isEmpty();
  }

  @Test
  void addsToOtherKeys() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("keys"), "[{access-key-id: OTHER, secret-access-key: hidden-next}]");

    assertThat(new CredentialFiles(file).read().addedTo(List.of(OTHER)))
        .extracting(S3Credential::accessKeyId)
        .containsExactly("OTHER", "OTHER");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '|',
      value = {
        "\"\" | keys: is empty; write [] for no keys",
        "# nothing | keys: is empty; write [] for no keys",
        "\"- {access-key-id: A, secret-\" | keys:1: is not YAML",
        "\"access-key-id: hidden\" | keys:1: must be a list, each {access-key-id,",
        "hidden | keys:1: must be a list",
        "\"- {access-key-id: A}\" | keys:1: [0].secret-access-key: is missing",
        "\"- {access-key-id: A, secret-access-key: }\" | keys:1: [0].secret-access-key",
        "\"- {access-key-id: hid/den, secret-access-key: hidden}\""
            + " | keys:1: [0].access-key-id: must be an access key id",
        "\"- {access-key-id: A, secret-access-key: hidden, read: all}\""
            + " | keys:1: [0].read: is unknown; did you mean reads?",
        "\"- {access-key-id: OTHER, secret-access-key: hidden, reads: drawn}\""
            + " | s3.credentials-from: has the key OTHER more than once, with other rights",
      })
  void saysWhatIsWrongWithoutTellingSecrets(String text, String fault) throws IOException {
    Path file = Files.writeString(folder.resolve("keys"), text);

    assertThat(faults(file, OTHER)).contains(fault).doesNotContain("hidden", "hid/den");
  }

  @Test
  void namesEveryFaultOfEveryFile() throws IOException {
    Files.writeString(folder.resolve("a"), "- {access-key-id: A}\n- {access-key-id: B}");
    Files.writeString(folder.resolve("b"), "{}");

    assertThat(faults(folder).lines()).hasSize(3);
  }

  @Test
  void saysThatAFileIsMissingOrNoText() throws IOException {
    assertThat(faults(folder.resolve("nowhere")))
        .isEqualTo("nowhere: s3.credentials-from: there is no such file or folder");
    assertThat(faults(Path.of("/dev/null")))
        .isEqualTo("/dev/null: s3.credentials-from: is neither a file nor a folder");
    Path latin =
        Files.write(folder.resolve("latin"), "# \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(faults(latin)).contains("latin: s3.credentials-from: is not UTF-8 text");
    Path large = Files.writeString(folder.resolve("large"), "#".repeat(1_048_577));
    assertThat(faults(large)).contains("large: s3.credentials-from: is larger than");
  }

  @Test
  void isEqualUntilTheContentChanges() throws IOException {
    CredentialFiles files = new CredentialFiles(folder);
    Path file = Files.writeString(folder.resolve("keys"), "- hidden");
    CredentialFiles.Texts before = files.read();

    assertThat(files.read()).isEqualTo(before).hasToString("Texts[" + file + "]");
    Files.writeString(file, "- hidden!");
    assertThat(files.read()).isNotEqualTo(before);
  }
}
