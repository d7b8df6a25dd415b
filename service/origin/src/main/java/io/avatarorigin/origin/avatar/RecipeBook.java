package io.avatarorigin.origin.avatar;

import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Reading;
import io.avatarorigin.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Turns hashes into recipes by one vocabulary, sampler and model. */
public final class RecipeBook {
  private final Vocabulary vocabulary;
  private final Sampler sampler;
  private final String modelDigest;
  private final ContentVersion contentVersion;

  /**
   * @param encoding a text that changes when the same portrait would be encoded to other bytes
   */
  public RecipeBook(Vocabulary vocabulary, Sampler sampler, String modelDigest, String encoding) {
    this.vocabulary = vocabulary;
    this.sampler = sampler;
    this.modelDigest = modelDigest;
    this.contentVersion =
        version(String.join("\n", modelDigest, vocabulary.digest(), sampler.toString(), encoding));
  }

  public Recipe recipe(Hash hash) {
    Reading reading = vocabulary.read(hash);
    return new Recipe(
        hash, reading.prompt(), reading.negativePrompt(), reading.seed(), sampler, modelDigest);
  }

  /** The slots that the hash's digits chose, for people who ask why a picture looks as it does. */
  public Reading read(Hash hash) {
    return vocabulary.read(hash);
  }

  /** The file of the vocabulary, as its author wrote it. */
  public String vocabularyYaml() {
    return vocabulary.yaml();
  }

  public Sampler sampler() {
    return sampler;
  }

  public ContentVersion contentVersion() {
    return contentVersion;
  }

  private static ContentVersion version(String everything) {
    byte[] digest = Digest.SHA256.of(everything.getBytes(StandardCharsets.UTF_8));
    return new ContentVersion(HexFormat.of().formatHex(digest, 0, 8));
  }
}
