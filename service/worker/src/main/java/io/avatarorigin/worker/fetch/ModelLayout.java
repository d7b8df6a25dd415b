package io.avatarorigin.worker.fetch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.diffusion.weights.NetWeights;
import io.avatarorigin.worker.fetch.source.FetchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether files make a model in diffusers' ONNX layout, as far as their names tell. */
final class ModelLayout {
  private static final JsonMapper JSON = new JsonMapper();

  private static final List<String> ALWAYS =
      List.of(
          "model_index.json",
          "scheduler/scheduler_config.json",
          "text_encoder/model.onnx",
          "tokenizer/merges.txt",
          "tokenizer/tokenizer_config.json",
          "tokenizer/vocab.json",
          "unet/config.json",
          "unet/model.onnx",
          "vae_decoder/config.json",
          "vae_decoder/model.onnx");

  private static final List<String> OF_SECOND_ENCODER =
      List.of(
          "text_encoder_2/model.onnx",
          "tokenizer_2/merges.txt",
          "tokenizer_2/tokenizer_config.json",
          "tokenizer_2/vocab.json");

  private static final List<String> NETS =
      List.of("text_encoder", "text_encoder_2", "unet", "vae_decoder", "safety_checker");

  private ModelLayout() {}

  /** Refuses a list of files that can be no model, before anything is fetched. */
  static void requireListed(String source, Collection<String> paths) {
    List<String> missing = ALWAYS.stream().filter(path -> !paths.contains(path)).toList();
    if (missing.isEmpty()) {
      return;
    }
    if (missing.contains("model_index.json")) {
      throw refused(
          source,
          "has no model_index.json, so it is no model in diffusers' layout; name the folder in it"
              + " that has one");
    }
    boolean withoutNets = paths.stream().noneMatch(path -> path.endsWith("/model.onnx"));
    throw refused(
        source,
        withoutNets
            ? "has no ONNX files; export it: optimum-cli export onnx --model ORGANISATION/NAME"
                + " DIR (docs/models.md, Export one)"
            : "lacks " + String.join(", ", missing));
  }

  /** Refuses a folder that lacks what its own files speak of. */
  static void requireWhole(String source, Path folder) {
    requireNone(source, missing(source, folder));
  }

  /** Refuses a source where something is missing. */
  static void requireNone(String source, Set<String> missing) {
    if (!missing.isEmpty()) {
      throw refused(source, "lacks " + String.join(", ", missing));
    }
  }

  /** What a folder lacks of what its own files speak of, by path. */
  static NavigableSet<String> missing(String source, Path folder) {
    NavigableSet<String> missing = new TreeSet<>();
    try {
      Stream<String> second =
          hasSecondEncoder(folder) ? OF_SECOND_ENCODER.stream() : Stream.empty();
      Stream.concat(ALWAYS.stream(), second)
          .filter(path -> !Files.isRegularFile(folder.resolve(path)))
          .forEach(missing::add);
    } catch (IOException e) {
      throw refused(source, "has a unet/config.json that cannot be read: " + e.getMessage());
    }
    NETS.forEach(net -> missing.addAll(missingWeights(source, folder, net)));
    return missing;
  }

  /** As the library tells it: by what the UNet is conditioned on. */
  private static boolean hasSecondEncoder(Path folder) throws IOException {
    Path config = folder.resolve("unet/config.json");
    return Files.isRegularFile(config)
        && JSON.readTree(Files.readAllBytes(config))
            .path("addition_embed_type")
            .asText()
            .equals("text_time");
  }

  private static List<String> missingWeights(String source, Path folder, String net) {
    Path file = folder.resolve(net).resolve("model.onnx");
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return NetWeights.read(file).externalBytes().keySet().stream()
          .filter(name -> !Files.isRegularFile(folder.resolve(net).resolve(name)))
          .map(name -> net + "/" + name)
          .toList();
    } catch (IOException e) {
      throw refused(source, net + "/model.onnx is no ONNX model: " + e.getMessage());
    }
  }

  private static FetchException refused(String source, String reason) {
    return new FetchException(FetchException.Kind.REFUSED, source + " " + reason);
  }
}
