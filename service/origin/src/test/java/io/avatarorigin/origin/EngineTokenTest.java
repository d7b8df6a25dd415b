package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTokenTest {
  @TempDir Path folder;

  @Test
  void readsTheFileEachTime() throws IOException {
    Path file = folder.resolve("token");
    Supplier<Optional<String>> token = EngineToken.of(Optional.empty(), Optional.of(file));
    assertThatThrownBy(token::get)
        .isInstanceOfSatisfying(
            EngineException.class,
            e -> assertThat(e.trouble()).isEqualTo(EngineException.Trouble.UNREACHABLE))
        .hasMessageContaining("engine.token-file")
        .hasMessageContaining(file.toString());

    Files.writeString(file, "one\n");
    assertThat(token.get()).hasValue("one");

    Files.writeString(file, "two");
    assertThat(token.get()).hasValue("two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "sesame open", "sesame\nopen", "s\u00e9same", "sesame\u0007"})
  void takesNothingThatNoHeaderCouldCarry(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), content);

    assertThatThrownBy(EngineToken.of(Optional.empty(), Optional.of(file))::get)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("sesame");
  }

  @Test
  void isTheSettingWhereThereIsOne() {
    assertThat(EngineToken.of(Optional.of(Secret.of("said")), Optional.empty()).get())
        .hasValue("said");
    assertThat(EngineToken.of(Optional.empty(), Optional.empty()).get()).isEmpty();
  }
}
