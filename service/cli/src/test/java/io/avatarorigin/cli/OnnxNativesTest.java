package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNativesTest {
  @TempDir Path folder;

  @Test
  void unpacksThemOnce() throws IOException {
    Path natives = unpack();
    Path library = natives.resolve(System.mapLibraryName("onnxruntime"));
    assertThat(library).isRegularFile();
    assertThat(natives.resolve(System.mapLibraryName("onnxruntime4j_jni"))).isRegularFile();
    Object first = Files.readAttributes(library, "unix:ino").get("ino");

    assertThat(unpack()).isEqualTo(natives);

    assertThat(Files.readAttributes(library, "unix:ino")).containsEntry("ino", first);
    assertThat(names(cache())).containsExactlyInAnyOrder(".lock", natives.getFileName().toString());
  }

  @Test
  void unpacksThemAgainWhereTheyAreNotWhole() throws IOException {
    Path library = unpack().resolve(System.mapLibraryName("onnxruntime"));
    long bytes = Files.size(library);
    Files.write(library, new byte[7]);
    Files.createDirectories(cache().resolve(".unpacking/left"));

    Path natives = unpack();

    assertThat(natives.resolve(library.getFileName())).hasSize(bytes);
    assertThat(cache().resolve(".unpacking")).doesNotExist();
  }

  @Test
  void saysWhereThereIsNoRoom() throws IOException {
    Files.writeString(cache(), "a file");

    assertThatThrownBy(this::unpack).isInstanceOf(IOException.class);
  }

  private Path cache() {
    return folder.resolve("natives");
  }

  private Path unpack() throws IOException {
    return OnnxNatives.unpack(cache()).orElseThrow();
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }
}
