package io.avatarorigin.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The rule from a hash to a prompt, a negative prompt and a seed. It is total over all hashes of 32
 * and 64 digits, and always says the same. Immutable.
 */
public final class Vocabulary {
  private static final Set<String> PRESETS = Set.of("azurda");

  private final String name;
  private final Wording wording;
  private final SeedRule seed;
  private final SamplerDefaults sampler;
  private final String yaml;
  private final String digest;

  Vocabulary(String name, Wording wording, SeedRule seed, SamplerDefaults sampler, String yaml) {
    this.name = name;
    this.wording = wording;
    this.seed = seed;
    this.sampler = sampler;
    this.yaml = yaml;
    this.digest = CanonicalForm.digest(wording, seed);
  }

  /**
   * A vocabulary that comes with the program.
   *
   * @throws UnknownPresetException if there is none of that name; the message lists those there are
   */
  public static Vocabulary preset(String name) {
    return parse(presetYaml(name), name + ".yaml");
  }

  /** A preset as its users would write it, to start their own from. */
  static String presetYaml(String name) {
    if (!PRESETS.contains(name)) {
      throw new UnknownPresetException(name, PRESETS);
    }
    try (InputStream yaml = Vocabulary.class.getResourceAsStream(name + ".yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("The resource of preset " + name + " is missing");
      }
      return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the resource of preset " + name, e);
    }
  }

  /** The names that {@link #preset} takes. */
  public static Set<String> presets() {
    return PRESETS;
  }

  /**
   * Reads a vocabulary of a user's own.
   *
   * @param yaml the whole file, as {@code docs/vocabulary.md} describes it
   * @param source what the file is called in messages
   * @throws InvalidVocabularyException with every fault that the file has
   */
  public static Vocabulary parse(String yaml, String source) {
    return VocabularyParser.parse(yaml, source);
  }

  public String name() {
    return name;
  }

  /**
   * A SHA-256 in hex that is equal for vocabularies which read every hash alike, however their
   * files are laid out. Neither the name nor the {@linkplain #sampler() sampler defaults} count:
   * which sampler is used, settings and model decide as well.
   */
  public String digest() {
    return digest;
  }

  /** What to draw with where neither a setting nor the model says otherwise. */
  public SamplerDefaults sampler() {
    return sampler;
  }

  /** The whole file that it was read from, comments and all. */
  public String yaml() {
    return yaml;
  }

  /** What this vocabulary says about {@code hash}. */
  public Reading read(Hash hash) {
    List<SlotReading> slots = wording.slots().stream().map(slot -> slot.read(hash)).toList();
    return new Reading(hash, slots, wording.prompt(slots), wording.negative(), seed.read(hash));
  }

  Wording wording() {
    return wording;
  }
}
