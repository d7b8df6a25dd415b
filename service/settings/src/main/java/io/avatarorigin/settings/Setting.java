package io.avatarorigin.settings;

/**
 * One line of the table of settings.
 *
 * @param path keys joined by dots, for example {@code s3.port}
 * @param standard the default as it would be written; empty when there is none to write
 * @param meaning one or two sentences for the documents
 */
public record Setting<T>(String path, Kind<T> kind, String standard, String meaning) {}
