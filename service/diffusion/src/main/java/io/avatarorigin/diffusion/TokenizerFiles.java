package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.ClipTokenizer;
import io.avatarorigin.diffusion.text.Merge;
import io.avatarorigin.diffusion.text.SpecialTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A tokenizer of a model folder: the part {@code tokenizer} or {@code tokenizer_2}. */
final class TokenizerFiles {

  private static final String VOCABULARY = "/vocab.json";
  private static final String MERGES = "/merges.txt";
  private static final String CONFIG = "/tokenizer_config.json";
  private static final String SPECIAL_TOKENS = "/special_tokens_map.json";
  private static final String END = "<|endoftext|>";

  private TokenizerFiles() {}

  /** The tokenizer, which gives texts of {@code length} identifiers. */
  static ClipTokenizer read(ModelFolder folder, String part, int length) {
    ConfigFile config = folder.config(part + CONFIG);
    // transformers lets special_tokens_map.json win, unless the config itself decodes added tokens.
    Optional<ConfigFile> map =
        config.has("added_tokens_decoder")
            ? Optional.empty()
            : folder.configIfPresent(part + SPECIAL_TOKENS);
    SpecialTokens tokens = specialTokens(map, config);
    Map<String, Integer> vocabulary = folder.config(part + VOCABULARY).integers();
    requireTokens(vocabulary, tokens, part);
    List<Merge> merges = merges(folder, part + MERGES, vocabulary);
    try {
      return new ClipTokenizer(vocabulary, merges, tokens, length);
    } catch (IllegalArgumentException e) {
      throw ModelException.inFile(part, "its files do not fit together", e);
    }
  }

  /**
   * Requires that a text encoder has an embedding for each token, where its config says how many it
   * has: on a GPU one that is missing goes unnoticed.
   */
  static void requireEmbeddings(ModelFolder folder, String part, String encoder) {
    OptionalInt embeddings =
        folder
            .configIfPresent(encoder + "/config.json")
            .map(config -> config.integer("vocab_size"))
            .orElse(OptionalInt.empty());
    if (embeddings.isEmpty()) {
      return;
    }
    ConfigFile vocabulary = folder.config(part + VOCABULARY);
    vocabulary
        .integers()
        .forEach(
            (token, id) -> {
              if (id < 0 || id >= embeddings.getAsInt()) {
                throw vocabulary.fault(
                    token,
                    "%d is not one of the %d tokens of vocab_size in %s/config.json"
                        .formatted(id, embeddings.getAsInt(), encoder));
              }
            });
  }

  private static void requireTokens(
      Map<String, Integer> vocabulary, SpecialTokens tokens, String part) {
    for (String token : List.of(tokens.begin(), tokens.end(), tokens.unknown(), tokens.padding())) {
      if (!vocabulary.containsKey(token)) {
        throw ModelException.inFile(
            part + VOCABULARY,
            "lacks the special token " + token + ", which the tokenizer's configs name");
      }
    }
  }

  /** The length of a text that the config names, if it names a sensible one. */
  static Optional<Integer> length(ModelFolder folder, String part) {
    // Tokenizers without a limit write 10^30.
    return folder.config(part + CONFIG).number("model_max_length").stream()
        .filter(length -> length >= 2 && length <= Short.MAX_VALUE)
        .mapToObj(length -> (int) length)
        .findFirst();
  }

  private static SpecialTokens specialTokens(Optional<ConfigFile> map, ConfigFile config) {
    String begin = token(map, config, "bos_token", "<|startoftext|>");
    String end = token(map, config, "eos_token", END);
    String unknown = token(map, config, "unk_token", END);
    String padding = token(map, config, "pad_token", END);
    Map<String, String> mentions =
        Map.of("bos_token", begin, "eos_token", end, "unk_token", unknown, "pad_token", padding);
    Set<String> normalized = new HashSet<>(mentions.values());
    // One mention as plain text is enough for transformers to look for a token as it is written.
    mentions.forEach(
        (field, token) -> {
          if (!map.orElse(config).normalizes(field, token)) {
            normalized.remove(token);
          }
        });
    return new SpecialTokens(begin, end, unknown, padding, normalized);
  }

  private static String token(
      Optional<ConfigFile> map, ConfigFile config, String field, String absent) {
    return map.flatMap(file -> file.token(field)).or(() -> config.token(field)).orElse(absent);
  }

  private static List<Merge> merges(
      ModelFolder folder, String file, Map<String, Integer> vocabulary) {
    List<Merge> merges = new ArrayList<>();
    List<String> lines = folder.lines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || (i == 0 && line.startsWith("#version"))) {
        continue;
      }
      String[] pair = line.split(" ", -1);
      if (pair.length != 2) {
        throw ModelException.inFile(file, "line " + (i + 1) + " must be two tokens: " + line);
      }
      for (String token : List.of(pair[0], pair[1], pair[0] + pair[1])) {
        if (!vocabulary.containsKey(token)) {
          throw ModelException.inFile(
              file, "line " + (i + 1) + " needs the token " + token + ", which vocab.json lacks");
        }
      }
      merges.add(new Merge(pair[0], pair[1]));
    }
    return merges;
  }
}
