package io.avatarorigin.worker.fetch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.avatarorigin.worker.fetch.source.ModelSource.FileSource;
import io.avatarorigin.worker.fetch.source.ModelSource.HubSource;
import io.avatarorigin.worker.fetch.source.ModelSource.S3Source;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSourceTest {
  @ParameterizedTest
  @CsvSource({
    "hf://org/name, org/name, main, ''",
    "hf://org/name/, org/name, main, ''",
    "hf://org/name@v1.0, org/name, v1.0, ''",
    "hf://org/name/onnx/fp16, org/name, main, onnx/fp16",
    "hf://org/name@v1.0/onnx/, org/name, v1.0, onnx",
    "hf://org/name@refs/pr/7, org/name, refs/pr/7, ''",
    "hf://org/name@refs/convert/onnx/unet, org/name, refs/convert/onnx, unet",
    "hf://org/name@feature%2Fa+b/onnx, org/name, feature/a+b, onnx"
  })
  void readsRepositories(String text, String repository, String revision, String folder) {
    assertThat(ModelSource.parse(text)).isEqualTo(new HubSource(repository, revision, folder));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket, bucket, ''",
    "s3://bucket/, bucket, ''",
    "s3://bucket/models/a, bucket, models/a/",
    "s3://bucket/models/a/, bucket, models/a/"
  })
  void readsBuckets(String text, String bucket, String prefix) {
    assertThat(ModelSource.parse(text)).isEqualTo(new S3Source(bucket, prefix));
  }

  @ParameterizedTest
  @CsvSource({
    "./my-model, ./my-model",
    "/models/a b, /models/a b",
    "file:///models/a%20b, /models/a b",
    "file:/models/a, /models/a",
    "file:models/a, models/a"
  })
  void readsFolders(String text, String path) {
    assertThat(ModelSource.parse(text)).isEqualTo(new FileSource(Path.of(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hf://",
        "hf://name",
        "hf:org/name",
        "hf://org/name@",
        "hf://org/name@a b",
        "hf://org/../x",
        "hf://org/na..me",
        "hf://org/name/../../etc",
        "hf://org/name//x",
        "hf://user@host/org/name",
        "s3://",
        "s3:bucket",
        "s3:///prefix",
        "https://huggingface.co/org/name",
        "file://host/models"
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSource.parse(text))
        .withMessageNotContaining("null");
  }

  @Test
  void saysWhatCanBeWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelSource.parse("https://huggingface.co/org/name"))
        .withMessage(
            "https://huggingface.co/org/name is no model source; write"
                + " hf://ORGANISATION/NAME[@REVISION][/FOLDER], s3://BUCKET/PREFIX or a folder");
  }

  @Property
  void readsWhatItWrites(
      @ForAll @AlphaChars @StringLength(min = 1, max = 9) String organisation,
      @ForAll @AlphaChars @Chars({'/', '%', '+', '@', 'ü'}) @StringLength(min = 1, max = 9)
          String revision,
      @ForAll @AlphaChars @Chars({'@', '%', ' ', 'ü'}) @StringLength(max = 9) String folder) {
    HubSource source = new HubSource(organisation + "/name", revision, folder);

    assertThat(ModelSource.parse(source.toString())).isEqualTo(source);
  }

  @Property
  void failsWithNothingButAMessage(
      @ForAll @Chars({'h', 'f', 's', '3', ':', '/', '@', '.', '%', '2', 'F', '\\', 'a'})
          String text) {
    try {
      assertThat(ModelSource.parse(text)).isNotNull();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }
}
