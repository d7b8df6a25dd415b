package io.avatarorigin.operator.config;

import java.net.URI;

/**
 * Where Tigris is.
 *
 * @param endpoint of buckets and objects
 * @param iamEndpoint of access keys
 * @param publicUrl of public buckets; {@code {bucket}} stands for the name
 */
public record TigrisPlaces(URI endpoint, URI iamEndpoint, String publicUrl) {
  /** Where Tigris says that it is. */
  public static final TigrisPlaces USUAL =
      new TigrisPlaces(
          URI.create("https://t3.storage.dev"),
          URI.create("https://iam.storageapi.dev"),
          "https://{bucket}.t3.tigrisfiles.io");
}
