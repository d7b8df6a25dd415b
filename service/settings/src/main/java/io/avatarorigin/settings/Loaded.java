package io.avatarorigin.settings;

/**
 * Settings that were read without fault.
 *
 * @param yaml all of them as a file that can be read back, secrets masked, with a comment beside
 *     each that says where it was set unless that is the default
 */
public record Loaded<C>(C config, String yaml) {}
