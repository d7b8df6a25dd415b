package io.avatarorigin.cli;

import io.avatarorigin.worker.fetch.ExistingPolicy;
import io.avatarorigin.worker.fetch.FetchOptions;
import io.avatarorigin.worker.fetch.Fetched;
import io.avatarorigin.worker.fetch.ModelFetcher;
import io.avatarorigin.worker.fetch.source.ModelSource;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a model into a folder. */
@Command(
    name = "fetch",
    description = {
      "Fetches a model in diffusers' ONNX layout into a folder, which is whole or not there.",
      "Whoever fetches to the same folder waits; a fetch that was broken off is gone on with."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "Examples:",
      "  avatar-origin model fetch hf://ORGANISATION/NAME ./my-model",
      "  avatar-origin model fetch hf://ORGANISATION/NAME@v1.0/onnx ./my-model",
      "  avatar-origin model fetch s3://BUCKET/models/mine ./my-model --s3-endpoint"
          + " https://s3.example.org"
    })
final class ModelFetchCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private final SourceOptions sources = new SourceOptions();

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "hf://ORGANISATION/NAME[@REVISION][/FOLDER], s3://BUCKET/PREFIX, or a folder.")
  String source = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder to make.")
  Path folder = Path.of("");

  @Option(
      names = "--replace",
      description =
          "Fetch anew what was fetched to DIR before, also from another source; what was not"
              + " fetched there is never replaced.")
  boolean replace;

  ModelFetchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ModelSource from = source();
    FetchOptions options =
        sources.options(console).with(replace ? ExistingPolicy.REPLACE : ExistingPolicy.KEEP);
    try (FetchProgress progress = new FetchProgress(console)) {
      print(ModelFetcher.fetch(from, console.folder().resolve(folder), options, progress));
    }
    return 0;
  }

  private ModelSource source() {
    try {
      return switch (ModelSource.parse(source)) {
        case ModelSource.FileSource(Path path) ->
            new ModelSource.FileSource(console.folder().resolve(path));
        case ModelSource other -> other;
      };
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private void print(Fetched fetched) {
    String commit = fetched.commit().isEmpty() ? "" : ", commit " + fetched.commit();
    String what = "%d files, %.1f MB%s".formatted(fetched.files(), fetched.bytes() / 1e6, commit);
    console
        .out()
        .println(
            switch (fetched.outcome()) {
              case FETCHED -> "%s: fetched and verified %s".formatted(fetched.folder(), what);
              case ALREADY_THERE ->
                  "%s: there already and whole, %s".formatted(fetched.folder(), what);
            });
  }
}
