package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.operator.binding.store.SignedRequests.Call;
import io.avatarorigin.sigv4.AccessKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tigris, by the account that the credentials are of. Each method is one request, tried once: when
 * to try again is for whoever knows what else there is to do. All throw {@link StoreException}. The
 * wire format is that of the clients {@code @tigrisdata/storage} and {@code @tigrisdata/iam}.
 */
public final class Tigris {
  private static final String REGION = "auto";
  private static final String JSON = "application/json";
  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", JSON);
  private static final int CONFLICT = 409;
  private static final String OWNED = "BucketAlreadyOwnedByYou";

  private final SignedRequests requests;
  private final StoreEndpoints endpoints;
  private final AccessKey credentials;
  private final Consumer<String> calls;

  /**
   * @param calls is told the name of each call before it is made
   */
  public Tigris(
      SignedRequests requests,
      StoreEndpoints endpoints,
      AccessKey credentials,
      Consumer<String> calls) {
    this.requests = requests;
    this.endpoints = endpoints;
    this.credentials = credentials;
    this.calls = calls;
  }

  /** What a bucket is set to; empty where there is none. */
  public Optional<BucketState> bucket(String bucket) {
    Reply reply =
        send(
            "GetBucket",
            new Call(
                "GET",
                s3("/" + bucket + "?metadata&with-size=true"),
                Map.of("Accept", JSON),
                new byte[0]));
    if (reply.status() == 404) {
      return Optional.empty();
    }
    JsonNode tree = reply.orThrow("reading the bucket " + bucket, List.of()).json();
    if (!tree.isObject()) {
      throw new StoreException(
          StoreException.Category.UNAVAILABLE,
          "reading the bucket " + bucket + ": the answer is no JSON object");
    }
    return Optional.of(BucketState.parse(tree));
  }

  /**
   * Makes a bucket. That it is there already and the account's own is no error.
   *
   * @param regions empty for all
   */
  public void create(String bucket, boolean isPublic, Set<String> regions) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("X-Amz-Acl", BucketChange.acl(isPublic));
    headers.put("X-Amz-Acl-Public-List-Objects-Enabled", "false");
    if (!regions.isEmpty()) {
      headers.put("X-Tigris-Regions", String.join(",", regions));
    }
    Reply reply = send("CreateBucket", new Call("PUT", s3("/" + bucket), headers, new byte[0]));
    if (reply.status() == CONFLICT && !reply.code().equals(OWNED)) {
      throw new StoreException(
          StoreException.Category.TAKEN,
          "making the bucket %s: the store answered 409 %s".formatted(bucket, reply.code()));
    }
    if (reply.status() != CONFLICT) {
      reply.orThrow("making the bucket " + bucket, List.of());
    }
  }

  /** Sets what the change names. */
  public void change(String bucket, BucketChange change) {
    Map<String, String> headers = new TreeMap<>(change.requestHeaders());
    headers.put("Content-Type", JSON);
    send("UpdateBucket", new Call("PATCH", s3("/" + bucket), headers, change.body()))
        .orThrow(
            "setting the bucket " + bucket,
            change.shadow().map(it -> List.of(it.secretAccessKey())).orElse(List.of()));
  }

  /** Takes its shadow from a bucket. */
  public void clearShadow(String bucket) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("shadow_bucket");
    send(
            "UpdateBucket",
            new Call(
                "PATCH",
                s3("/" + bucket),
                Map.of("Content-Type", JSON),
                body.toString().getBytes(StandardCharsets.UTF_8)))
        .orThrow("clearing the shadow of the bucket " + bucket, List.of());
  }

  /** Deletes a bucket with all that is in it. That there is none is no error. */
  public void delete(String bucket) {
    Reply reply =
        send(
            "DeleteBucket",
            new Call(
                "DELETE", s3("/" + bucket), Map.of("Tigris-Force-Delete", "true"), new byte[0]));
    if (reply.status() != 404) {
      reply.orThrow("deleting the bucket " + bucket, List.of());
    }
  }

  /**
   * Some keys, those after a key.
   *
   * @param most how many, a thousand at most
   */
  public ObjectPage list(String bucket, String prefix, String after, int most) {
    String query =
        "list-type=2&max-keys=%d&prefix=%s&start-after=%s"
            .formatted(most, encoded(prefix), encoded(after));
    Reply reply = send("ListObjects", Call.of("GET", s3("/" + bucket + "?" + query)));
    return ObjectPage.parse(reply.orThrow("listing the bucket " + bucket, List.of()).body());
  }

  /**
   * Deletes some objects. That some are not there is no error.
   *
   * @param keys a thousand at most
   */
  public void deleteObjects(String bucket, List<String> keys) {
    byte[] body = Deletion.xml(keys);
    String act = "deleting objects of the bucket " + bucket;
    Reply reply =
        send(
                "DeleteObjects",
                new Call(
                    "POST",
                    s3("/" + bucket + "?delete"),
                    Map.of("Content-Type", "application/xml", "Content-MD5", Deletion.md5(body)),
                    body))
            .orThrow(act, List.of());
    Deletion.faults(reply.body())
        .ifPresent(
            fault -> {
              throw new StoreException(StoreException.Category.UNAVAILABLE, act + ": " + fault);
            });
  }

  /** An object as the store's S3 interface gives it, whatever the status. */
  public Fetched get(String bucket, String key) {
    return send("GetObject", Call.of("GET", object(bucket, key))).fetched();
  }

  /**
   * Makes an access key for one bucket.
   *
   * @param name may be that of others
   * @param role Editor or ReadOnly
   */
  public IssuedKey issueKey(String name, String bucket, String role) {
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
  public List<String> keysOf(String name) {
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
  public void revokeKey(String id) {
    Reply reply = iam("DeleteAccessKey", "", Map.of("Version", "2010-05-08", "AccessKeyId", id));
    if (reply.status() != 404) {
      reply.orThrow("revoking the access key " + id, List.of());
    }
  }

  private Reply iam(String action, String query, Map<String, String> form) {
    StringBuilder body = new StringBuilder("Action=").append(action);
    form.forEach((name, value) -> body.append('&').append(name).append('=').append(encoded(value)));
    return send(
        action,
        new Call(
            "POST",
            URI.create(endpoints.iam() + "/?" + (query.isEmpty() ? "Action=" + action : query)),
            FORM,
            body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private Reply send(String name, Call call) {
    calls.accept(name);
    return requests.send(call, credentials, REGION);
  }

  private URI s3(String pathAndQuery) {
    return URI.create(endpoints.s3() + pathAndQuery);
  }

  private URI object(String bucket, String key) {
    return s3("/" + bucket + "/" + path(key));
  }

  /** A key as a raw path: slashes stay. */
  static String path(String key) {
    return Stream.of(key.split("/", -1)).map(Tigris::encoded).collect(Collectors.joining("/"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
