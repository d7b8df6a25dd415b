package io.avatarorigin.origin.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** What a client of this process saw, in the shape in which programs print it. */
final class Report {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode seen = JSON.createObjectNode();

  /** Runs a check, whatever the others did. */
  Report add(Check check, Callable<Map<String, ?>> run) {
    Map<String, ?> outcome;
    try {
      outcome = run.call();
    } catch (Exception e) { // a report of all that a client may throw
      outcome = Map.of("error", e.toString());
    }
    seen.set(check.key(), JSON.valueToTree(outcome));
    return this;
  }

  JsonNode json() {
    return seen;
  }

  /** A content, and what was told of it. */
  static Map<String, Object> whole(byte[] content, String etag, String type) {
    Map<String, Object> whole = new LinkedHashMap<>(digest(content));
    whole.put("etag", etag);
    whole.put("type", type);
    return whole;
  }

  /** An object of a list. */
  static Map<String, Object> listed(String key, long size, String etag) {
    return Map.of("key", key, "length", size, "etag", etag);
  }

  /** What GetObjectAttributes tells. */
  static Map<String, Object> attributes(String etag, long size, String storageClass, String crc32) {
    return Map.of("etag", etag, "length", size, "storageClass", storageClass, "crc32", crc32);
  }

  static Map<String, Object> digest(byte[] content) {
    return Map.of("length", content.length, "md5", md5(content));
  }

  static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
