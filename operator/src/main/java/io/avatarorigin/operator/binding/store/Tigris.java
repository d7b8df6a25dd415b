package io.avatarorigin.operator.binding.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.operator.binding.store.SignedRequests.Call;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Buckets of an account of Tigris. Each method is one request, tried once: when to try again is for
 * whoever knows what else there is to do. All throw {@link StoreException}. The wire format is that
 * of the clients {@code @tigrisdata/storage} and {@code @tigrisdata/iam}.
 */
public final class Tigris {
  private static final String JSON = "application/json";
  private static final int CONFLICT = 409;
  private static final String OWNED = "BucketAlreadyOwnedByYou";

  private final Account account;

  public Tigris(Account account) {
    this.account = account;
  }

  /** The account's access keys. */
  public AccessKeys accessKeys() {
    return new AccessKeys(account);
  }

  /** What a bucket is set to; empty where there is none. */
  public Optional<BucketState> bucket(String bucket) {
    Reply reply =
        send(
            "GetBucket",
            Call.of("GET", s3("/" + bucket + "?metadata&with-size=true"), Map.of("Accept", JSON)));
    if (reply.isAbsent()) {
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
   * Makes a bucket.
   *
   * @param regions empty for all
   * @return whether it is new; it may be there already and be the account's own
   */
  public boolean create(String bucket, boolean isPublic, Set<String> regions) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("X-Amz-Acl", BucketChange.acl(isPublic));
    headers.put("X-Amz-Acl-Public-List-Objects-Enabled", "false");
    if (!regions.isEmpty()) {
      headers.put("X-Tigris-Regions", String.join(",", regions));
    }
    Reply reply = send("CreateBucket", Call.of("PUT", s3("/" + bucket), headers));
    if (reply.status() != CONFLICT) {
      reply.orThrow("making the bucket " + bucket, List.of());
      return true;
    }
    if (reply.code().equals(OWNED)) {
      return false;
    }
    throw new StoreException(
        StoreException.Category.TAKEN,
        "making the bucket %s: the store answered 409 %s".formatted(bucket, reply.code()));
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

  /** Takes its shadow from a bucket. That there is no bucket is no error. */
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
        .orThrowUnlessAbsent("clearing the shadow of the bucket " + bucket);
  }

  /** Deletes a bucket with all that is in it. That there is none is no error. */
  public void delete(String bucket) {
    send("DeleteBucket", Call.of("DELETE", s3("/" + bucket), Map.of("Tigris-Force-Delete", "true")))
        .orThrowUnlessAbsent("deleting the bucket " + bucket);
  }

  /**
   * Some keys, those after a key.
   *
   * @param most how many, a thousand at most
   */
  public ObjectPage list(String bucket, String prefix, String after, int most) {
    String query =
        "list-type=2&encoding-type=url&max-keys=%d&prefix=%s&start-after=%s"
            .formatted(most, Account.encoded(prefix), Account.encoded(after));
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

  private Reply send(String name, Call call) {
    return account.send(name, call);
  }

  private URI s3(String pathAndQuery) {
    return URI.create(account.endpoints().s3() + pathAndQuery);
  }

  private URI object(String bucket, String key) {
    return s3("/" + bucket + "/" + path(key));
  }

  /** A key as a raw path: slashes stay. */
  public static String path(String key) {
    return Stream.of(key.split("/", -1)).map(Account::encoded).collect(Collectors.joining("/"));
  }
}
