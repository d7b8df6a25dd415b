package io.avatarorigin.origin.s3;

import static io.avatarorigin.origin.s3.wire.S3ErrorCode.INVALID_REQUEST;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NOT_IMPLEMENTED;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_BUCKET_POLICY;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_CORS_CONFIGURATION;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_TAG_SET;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.REPLICATION_CONFIGURATION_NOT_FOUND;
import static io.avatarorigin.origin.s3.wire.S3ErrorCode.SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND;

import io.avatarorigin.origin.s3.cors.CorsRules;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.list.ListObjectVersions;
import io.avatarorigin.origin.s3.wire.Owner;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The query keys that make a read of a bucket or object a read of something else. Configuration
 * that nobody can set is answered as "not set", which every client understands.
 */
final class Subresources {
  private static final S3Operation READ = S3Operation.READ_SUBRESOURCE;

  private final Map<String, Plan> ofBuckets = new HashMap<>();
  private final Map<String, Plan> ofObjects = new HashMap<>();

  Subresources(String region, StoredObjects objects, Buckets buckets) {
    ofBuckets.put(
        "location", plan(S3Operation.GET_BUCKET_LOCATION, (request, caller) -> location(region)));
    ofBuckets.put(
        "versions",
        plan(
            S3Operation.LIST_OBJECT_VERSIONS, new ListAction(objects, ListObjectVersions::answer)));
    ofBuckets.put("versioning", plan(READ, (request, caller) -> versioning()));
    ofBuckets.put("acl", plan(READ, (request, caller) -> accessControl()));
    ofBuckets.put("cors", plan(READ, (request, caller) -> cors(request, buckets)));
    ofObjects.put(
        "acl",
        plan(
            READ,
            (request, caller) -> {
              objects.requireKey(request.bucket(), request.key());
              return accessControl();
            }));
    ofObjects.put(
        "tagging",
        plan(
            READ,
            (request, caller) -> {
              objects.requireKey(request.bucket(), request.key());
              return noTags();
            }));
    ofObjects.put(
        "attributes", plan(S3Operation.GET_OBJECT_ATTRIBUTES, new GetObjectAttributes(objects)));
    notConfigured();
    notImplemented();
  }

  private void notConfigured() {
    notConfigured("tagging", NO_SUCH_TAG_SET);
    notConfigured("policy", NO_SUCH_BUCKET_POLICY);
    notConfigured("policyStatus", NO_SUCH_BUCKET_POLICY);
    notConfigured("website", NO_SUCH_WEBSITE_CONFIGURATION);
    notConfigured("lifecycle", NO_SUCH_LIFECYCLE_CONFIGURATION);
    notConfigured("encryption", SERVER_SIDE_ENCRYPTION_CONFIGURATION_NOT_FOUND);
    notConfigured("object-lock", OBJECT_LOCK_CONFIGURATION_NOT_FOUND);
    notConfigured("ownershipControls", OWNERSHIP_CONTROLS_NOT_FOUND);
    notConfigured("publicAccessBlock", NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION);
    notConfigured("replication", REPLICATION_CONFIGURATION_NOT_FOUND);
  }

  private void notConfigured(String name, S3ErrorCode code) {
    ofBuckets.put(
        name,
        plan(
            READ,
            (request, caller) -> {
              throw notConfigured(request, code);
            }));
  }

  private static S3Exception notConfigured(S3Request request, S3ErrorCode code) {
    return S3Error.of(code).with("BucketName", request.bucket()).toException();
  }

  private void notImplemented() {
    for (String name :
        new String[] {
          "uploads",
          "analytics",
          "inventory",
          "metrics",
          "intelligent-tiering",
          "logging",
          "notification",
          "accelerate",
          "requestPayment",
          "session",
          "abac",
          "metadataConfiguration",
          "metadataTable"
        }) {
      ofBuckets.put(name, refused(NOT_IMPLEMENTED, name));
    }
    for (String name :
        new String[] {
          "uploadId", "retention", "legal-hold", "torrent", "annotation", "select", "restore"
        }) {
      ofObjects.put(name, refused(NOT_IMPLEMENTED, name));
    }
    // What belongs to the other kind of resource is refused, lest the wrong thing be served.
    ofObjects.forEach((name, plan) -> ofBuckets.computeIfAbsent(name, Subresources::misplaced));
    ofBuckets.forEach((name, plan) -> ofObjects.computeIfAbsent(name, Subresources::misplaced));
  }

  private static Plan misplaced(String name) {
    return refused(INVALID_REQUEST, name);
  }

  private static Plan refused(S3ErrorCode code, String name) {
    String message =
        code == NOT_IMPLEMENTED
            ? "The subresource " + name + " is not offered here"
            : "There is no subresource " + name + " of this kind of resource";
    return plan(
        READ,
        (request, caller) -> {
          throw S3Error.of(code, message).toException();
        });
  }

  private static Plan plan(S3Operation operation, Action action) {
    return new Plan(operation, Plan.Admission.KEY_HOLDERS, action);
  }

  /** The plan for the first subresource that a query about a bucket names. */
  Optional<Plan> ofBucket(QueryParameters query) {
    return first(query, ofBuckets);
  }

  /** The plan for the first subresource that a query about an object names. */
  Optional<Plan> ofObject(QueryParameters query) {
    return first(query, ofObjects);
  }

  private static Optional<Plan> first(QueryParameters query, Map<String, Plan> plans) {
    if (query.isEmpty()) {
      return Optional.empty();
    }
    return query.names().stream().filter(plans::containsKey).findFirst().map(plans::get);
  }

  /** S3's oldest region has no name here. */
  private static S3Response location(String region) {
    return document(
        "LocationConstraint", xml -> xml.characters(region.equals("us-east-1") ? "" : region));
  }

  private static S3Response versioning() {
    return document("VersioningConfiguration", xml -> {});
  }

  private static S3Response noTags() {
    return document("Tagging", xml -> xml.element("TagSet", tags -> {}));
  }

  private static S3Response cors(S3Request request, Buckets buckets) {
    CorsRules rules = buckets.of(request).map(S3Bucket::cors).orElse(CorsRules.NONE);
    if (rules.isEmpty()) {
      throw notConfigured(request, NO_SUCH_CORS_CONFIGURATION);
    }
    return S3Response.xml(200, rules.document());
  }

  private static S3Response accessControl() {
    return document(
        "AccessControlPolicy",
        xml -> {
          Owner.write(xml);
          xml.element("AccessControlList", Owner::writeGrant);
        });
  }

  private static S3Response document(String root, Consumer<XmlDocument> content) {
    return S3Response.xml(200, XmlDocument.of(root, content));
  }
}
