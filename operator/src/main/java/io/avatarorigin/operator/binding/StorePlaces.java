package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.binding.store.StoreEndpoints;
import java.net.URI;

/**
 * Where Tigris is.
 *
 * @param endpoints of its interfaces
 * @param publicUrl where everybody reads a public bucket; {@code {bucket}} stands for its name
 */
public record StorePlaces(StoreEndpoints endpoints, String publicUrl) {
  /** Where everybody reads this bucket, if it is public. */
  URI publicUrl(String bucket) {
    return URI.create(publicUrl.replace("{bucket}", bucket));
  }
}
