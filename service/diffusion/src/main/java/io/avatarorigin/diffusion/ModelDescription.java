package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What a loaded model is.
 *
 * @param name for people
 * @param digest hex SHA-256 over the files that decide its pictures
 * @param family what it is given, and so what it was made from
 * @param latentChannels channels of the latent
 * @param latentFactor pixels along one side of a latent cell
 * @param parts its nets that are loaded; a safety checker only where the policy asks it
 * @param providers what runs it
 * @param defaults the settings that suit it
 */
public record ModelDescription(
    String name,
    String digest,
    ModelFamily family,
    int latentChannels,
    int latentFactor,
    List<ModelPart> parts,
    ProviderChoice providers,
    ModelDefaults defaults) {

  private static final String SAFETY_CHECKER = "safety_checker";

  public ModelDescription {
    parts = List.copyOf(parts);
  }

  /** Whether a safety checker looks at the pictures. */
  public boolean isChecked() {
    return parts.stream().anyMatch(part -> part.name().equals(SAFETY_CHECKER));
  }

  /**
   * Bytes that the weights take in memory at least; on a processor those of 16 bits are widened. A
   * draw needs more, which grows with the picture.
   */
  public long weightBytes() {
    boolean widened = providers.used().getFirst() instanceof ExecutionProvider.Cpu;
    return parts.stream()
        .mapToLong(part -> widened ? part.weights().widenedBytes() : part.weights().storedBytes())
        .sum();
  }
}
