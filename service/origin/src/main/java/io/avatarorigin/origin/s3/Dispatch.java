package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.Plan.Admission;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.list.ListObjects;
import io.avatarorigin.origin.s3.list.ListObjectsV2;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.Target;
import java.util.List;

/** Tells by method, target and query what a request asks for. Unknown query names are ignored. */
final class Dispatch {
  private final Subresources subresources;
  private final Plan getObject;
  private final Plan headObject;
  private final Plan deleteObject;
  private final Plan listBuckets;
  private final Plan listObjects;
  private final Plan listObjectsV2;
  private final Plan headBucket;
  private final Plan preflight;
  private final Plan refusedWrite;
  private final Plan unknownMethod;

  Dispatch(S3Settings settings, ObjectSource source, S3Runtime runtime) {
    Buckets buckets = new Buckets(settings.buckets());
    StoredObjects objects = new StoredObjects(source, new Authorization(buckets), runtime.random());
    Refusals refusals = new Refusals(buckets);
    GetObject read = new GetObject(objects, runtime.clock(), settings.cacheControl());
    this.subresources = new Subresources(settings.region(), objects, buckets);
    this.getObject = new Plan(S3Operation.GET_OBJECT, Admission.READERS, read);
    this.headObject = new Plan(S3Operation.HEAD_OBJECT, Admission.READERS, read);
    this.deleteObject =
        new Plan(
            S3Operation.DELETE_OBJECT, Admission.KEY_HOLDERS, new DeleteObject(buckets, refusals));
    this.listBuckets =
        new Plan(S3Operation.LIST_BUCKETS, Admission.KEY_HOLDERS, new ListBuckets(settings));
    this.listObjects =
        new Plan(
            S3Operation.LIST_OBJECTS,
            Admission.KEY_HOLDERS,
            new ListAction(objects, ListObjects::answer));
    this.listObjectsV2 =
        new Plan(
            S3Operation.LIST_OBJECTS_V2,
            Admission.KEY_HOLDERS,
            new ListAction(objects, ListObjectsV2::answer));
    this.headBucket =
        new Plan(
            S3Operation.HEAD_BUCKET,
            Admission.KEY_HOLDERS,
            (request, caller) -> S3Response.empty(200, List.of()));
    this.preflight =
        new Plan(S3Operation.PREFLIGHT, Admission.EVERYBODY, new CorsPreflight(buckets));
    this.refusedWrite =
        new Plan(S3Operation.REFUSED_METHOD, Admission.KEY_HOLDERS_OF_ANY_BUCKET, refusals::method);
    this.unknownMethod =
        new Plan(S3Operation.REFUSED_METHOD, Admission.EVERYBODY, refusals::method);
  }

  Plan plan(S3Request request) {
    return switch (request.method()) {
      case "GET", "HEAD" -> read(request);
      case "DELETE" -> request.target() instanceof Target.Key ? deletion(request) : refusedWrite;
      case "PUT", "POST", "PATCH" -> refusedWrite;
      case "OPTIONS" -> preflight;
      default -> unknownMethod;
    };
  }

  /** Deleting something of an object, such as its tags, is a write like any other. */
  private Plan deletion(S3Request request) {
    return subresources.ofObject(request.query()).isPresent() ? refusedWrite : deleteObject;
  }

  private Plan read(S3Request request) {
    return switch (request.target()) {
      case Target.Service service -> listBuckets;
      case Target.Key key ->
          subresources.ofObject(request.query()).orElse(request.isHead() ? headObject : getObject);
      case Target.Bucket bucket ->
          request.isHead()
              ? headBucket
              : subresources.ofBucket(request.query()).orElse(list(request.query()));
    };
  }

  private Plan list(QueryParameters query) {
    return query.has("list-type") ? listObjectsV2 : listObjects;
  }
}
