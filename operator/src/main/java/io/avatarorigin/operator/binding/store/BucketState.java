package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a bucket is set to, as the store tells it; some fifteen seconds old at worst.
 *
 * @param isPublic whether everybody may read it; empty where the store does not tell
 * @param cacheControl empty where none is set
 * @param regions empty for all
 * @param headers that answers have besides
 */
public record BucketState(
    Optional<Boolean> isPublic,
    String cacheControl,
    Set<String> regions,
    Map<String, String> headers,
    Optional<Shadow> shadow) {

  static BucketState parse(JsonNode tree) {
    return new BucketState(
        Optional.of(tree.path("md").path("X-Amz-Acl").asText(""))
            .filter(acl -> !acl.isEmpty())
            .map(acl -> acl.startsWith("public")),
        tree.path("cache_control").asText(""),
        regions(tree.path("object_regions").asText("")),
        headers(tree.path("additional_http_headers")),
        shadow(tree.path("shadow_bucket")));
  }

  private static Set<String> regions(String list) {
    Set<String> regions = new TreeSet<>();
    for (String region : list.split(",", -1)) {
      if (!region.isBlank()) {
        regions.add(region.strip());
      }
    }
    return regions;
  }

  private static Map<String, String> headers(JsonNode tree) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    tree.properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText("")));
    return headers;
  }

  private static Optional<Shadow> shadow(JsonNode tree) {
    if (tree.path("endpoint").asText("").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Shadow(
            tree.path("endpoint").asText().replaceAll("/+$", ""),
            tree.path("name").asText(""),
            tree.path("region").asText(""),
            tree.path("access_key").asText(""),
            tree.path("write_through").asBoolean(false)));
  }
}
