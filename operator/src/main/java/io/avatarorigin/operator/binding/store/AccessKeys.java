package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.operator.binding.store.SignedRequests.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Access keys of an account of Tigris. Each method throws {@link StoreException}. The wire format
 * is that of the client {@code @tigrisdata/iam}.
 */
public final class AccessKeys {
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json");

  private final Account account;

  AccessKeys(Account account) {
    this.account = account;
  }

  /**
   * Makes an access key for one bucket.
   *
   * @param name may be that of others
   * @param role Editor or ReadOnly
   */
  public IssuedKey issue(String name, String bucket, String role) {
    ObjectNode wanted = JsonNodeFactory.instance.objectNode();
    wanted.put("req_uuid", UUID.randomUUID().toString()).put("name", name);
    wanted.putArray("buckets_role").addObject().put("bucket", bucket).put("role", role);
    String act = "issuing an access key for the bucket " + bucket;
    JsonNode key =
        iam("CreateAccessKeyWithBucketsRole", "", Map.of("Req", wanted.toString()))
            .orThrow(act, List.of())
            .json()
            .path("CreateAccessKeyResult")
            .path("AccessKey");
    String id = key.path("AccessKeyId").asText("");
    String secret = key.path("SecretAccessKey").asText("");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new StoreException(
          StoreException.Category.UNAVAILABLE, act + ": the answer holds no key");
    }
    return new IssuedKey(id, secret);
  }

  /** The ids of the access keys of a name. */
  public List<String> named(String name) {
    List<String> ids = new ArrayList<>();
    String marker = "";
    do {
      Map<String, String> form = new TreeMap<>(Map.of("MaxItems", "1000"));
      if (!marker.isEmpty()) {
        form.put("Marker", marker);
      }
      JsonNode page =
          iam("ListAccessKeys", "Detailed", form).orThrow("listing access keys", List.of()).json();
      for (JsonNode key : page.path("Keys")) {
        if (key.path("username").asText("").equals(name)) {
          ids.add(key.path("access_key_id").asText());
        }
      }
      marker = page.path("IsTruncated").asBoolean() ? page.path("Marker").asText("") : "";
    } while (!marker.isEmpty());
    return ids;
  }

  /** Revokes an access key. That there is none is no error. */
  public void revoke(String id) {
    iam("DeleteAccessKey", "", Map.of("Version", "2010-05-08", "AccessKeyId", id))
        .orThrowUnlessAbsent("revoking the access key " + id);
  }

  /** Revokes all access keys of a name, those whose answers were lost as well. */
  public void revokeAll(String name) {
    named(name).forEach(this::revoke);
  }

  private Reply iam(String action, String query, Map<String, String> form) {
    StringBuilder body = new StringBuilder("Action=").append(action);
    form.forEach(
        (name, value) -> body.append('&').append(name).append('=').append(Account.encoded(value)));
    return account.send(
        action,
        new Call(
            "POST",
            URI.create(
                account.endpoints().iam() + "/?" + (query.isEmpty() ? "Action=" + action : query)),
            FORM,
            body.toString().getBytes(StandardCharsets.UTF_8)));
  }
}
