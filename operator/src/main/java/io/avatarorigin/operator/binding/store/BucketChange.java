package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What shall be set otherwise of a bucket; what is empty stays as it is.
 *
 * @param regions the empty set for all
 * @param headers all of them: those that it does not name are taken away
 * @param shadow with the secret of its access key
 */
public record BucketChange(
    Optional<Boolean> isPublic,
    Optional<String> cacheControl,
    Optional<Set<String>> regions,
    Optional<Map<String, String>> headers,
    Optional<SecretShadow> shadow) {
  /** Nothing. */
  public static final BucketChange NONE =
      new BucketChange(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A shadow, and the secret of its access key. */
  public record SecretShadow(Shadow place, String secretAccessKey) {
    @Override
    public String toString() {
      return "SecretShadow[" + place + "]";
    }
  }

  public boolean isNothing() {
    return equals(NONE);
  }

  /** The same of all but the shadow. */
  public BucketChange withoutShadow() {
    return new BucketChange(isPublic, cacheControl, regions, headers, Optional.empty());
  }

  /** The shadow alone. */
  public BucketChange onlyShadow() {
    return new BucketChange(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), shadow);
  }

  /** What it sets, as the spec names it. */
  public List<String> names() {
    return Stream.of(
            isPublic.map(_ -> "visibility"),
            cacheControl.map(_ -> "cacheControl"),
            regions.map(_ -> "regions"),
            headers.map(_ -> "headers"),
            shadow.map(_ -> "the binding"))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Headers of the request: visibility is not in its body. */
  Map<String, String> requestHeaders() {
    return isPublic.map(it -> Map.of("X-Amz-Acl", acl(it))).orElse(Map.of());
  }

  static String acl(boolean isPublic) {
    return isPublic ? "public-read" : "private";
  }

  byte[] body() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    cacheControl.ifPresent(value -> tree.put("cache_control", value));
    regions.ifPresent(value -> tree.put("object_regions", String.join(",", value)));
    headers.ifPresent(
        value -> {
          ObjectNode all = tree.putObject("additional_http_headers");
          value.forEach(all::put);
        });
    shadow.ifPresent(
        value ->
            tree.putObject("shadow_bucket")
                .put("access_key", value.place().accessKeyId())
                .put("secret_key", value.secretAccessKey())
                .put("region", value.place().region())
                .put("name", value.place().name())
                .put("endpoint", value.place().endpoint())
                .put("write_through", value.place().writeThrough()));
    return tree.toString().getBytes(StandardCharsets.UTF_8);
  }
}
