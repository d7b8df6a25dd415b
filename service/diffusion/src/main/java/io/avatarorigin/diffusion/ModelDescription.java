package io.avatarorigin.diffusion;

/**
 * What a loaded model is.
 *
 * @param name for people
 * @param digest hex SHA-256 over the files that decide its pictures
 * @param latentChannels channels of the latent
 * @param latentFactor pixels along one side of a latent cell
 * @param defaults the settings that suit it
 */
public record ModelDescription(
    String name, String digest, int latentChannels, int latentFactor, ModelDefaults defaults) {}
