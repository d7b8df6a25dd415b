package io.avatarorigin.worker.fetch;

import static io.avatarorigin.worker.fetch.Fetching.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.worker.fetch.hub.Fault;
import io.avatarorigin.worker.fetch.hub.HubServer;
import io.avatarorigin.worker.fetch.hub.Repository;
import io.avatarorigin.worker.fetch.source.FetchException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be fetched from the Hub, in words. */
class HubRefusalTest {
  @TempDir Path parent;

  @Test
  void namesARevisionThatIsNotThere() {
    assertThat(refusal(Models.small(), SOURCE + "@v9"))
        .isEqualTo("hf://org/model@v9: org/model has no revision \"v9\"");
  }

  @Test
  void saysThatARepositoryMayNeedAToken() {
    assertThat(refusal(Models.small(), "hf://org/other"))
        .isEqualTo("hf://org/other@main: no such repository or folder");
    try (HubServer hub = new HubServer(Models.small()).requireToken("right")) {
      assertThat(Fetching.from(hub).refused(SOURCE, folder()))
          .hasMessage(
              "hf://org/model@main: no such repository, or it is private or gated and needs a"
                  + " token (401)");
      assertThat(Fetching.from(hub, Optional.of("wrong")).refused(SOURCE, folder()))
          .hasMessage(
              "hf://org/model@main: no such repository, or this token may not read it (401)");
    }
  }

  @Test
  void saysHowToGetAtAGatedRepository() {
    try (HubServer hub = new HubServer(Models.small())) {
      hub.fault("unet/config.json", new Fault.Status(403, Map.of("X-Error-Code", "GatedRepo")));

      assertThat(Fetching.from(hub).refused(SOURCE, folder()))
          .hasMessage(
              "hf://org/model@main: the repository is gated: accept its terms at "
                  + hub.endpoint()
                  + "/org/model, and give a token of that account");
    }
  }

  @Test
  void saysHowToExportWhatHasNoOnnxFiles() {
    Repository pytorch = Models.small();
    for (String path : Models.small().files().keySet()) {
      pytorch = path.contains(".onnx") ? pytorch.without(path) : pytorch;
    }

    assertThat(refusal(pytorch, SOURCE))
        .isEqualTo(
            "hf://org/model@main has no ONNX files; export it: optimum-cli export onnx --model"
                + " ORGANISATION/NAME DIR (docs/models.md, Export one)");
  }

  @Test
  void namesThePartsThatAreMissingBeforeItFetchesAny() {
    try (HubServer hub =
        new HubServer(Models.small().without("unet/model.onnx").without("tokenizer/vocab.json"))) {
      FetchException refused = Fetching.from(hub).refused(SOURCE, folder());

      assertThat(refused)
          .hasMessage("hf://org/model@main lacks tokenizer/vocab.json, unet/model.onnx");
      assertThat(hub.requests()).noneMatch(request -> request.path().contains("/resolve/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unet/model.onnx_data", "text_encoder_2/model.onnx"})
  void namesWhatItsOwnFilesSpeakOf(String path) {
    assertThat(refusal(Models.small().without(path), SOURCE))
        .isEqualTo("hf://org/model@main lacks " + path);
  }

  @Test
  void namesAFolderThatIsNoModel() {
    assertThat(refusal(Models.small().below("onnx"), SOURCE))
        .isEqualTo(
            "hf://org/model@main has no model_index.json, so it is no model in diffusers' layout;"
                + " name the folder in it that has one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "lora/../../evil", "/etc/evil", "unet//evil", "unet/./evil", "a\\b"})
  void takesNoNameThatLeadsOutOfTheFolder(String path) {
    assertThat(refusal(Models.small().with(path, new byte[1]), SOURCE))
        .isEqualTo(
            "hf://org/model@main lists a file that is not taken: \"%s\" is no name below a folder"
                .formatted(path));
  }

  private String refusal(Repository repository, String source) {
    try (HubServer hub = new HubServer(repository)) {
      FetchException refused = Fetching.from(hub).refused(source, folder());
      assertThat(refused.kind()).isEqualTo(FetchException.Kind.REFUSED);
      assertThat(folder()).doesNotExist();
      return refused.getMessage();
    }
  }

  private Path folder() {
    return parent.resolve("model");
  }
}
