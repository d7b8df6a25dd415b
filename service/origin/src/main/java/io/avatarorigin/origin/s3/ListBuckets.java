package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.http.WholeNumber;
import io.avatarorigin.origin.s3.wire.Owner;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** ListBuckets, of those that the key has rights on. A token is the name before the next page. */
final class ListBuckets implements Action {
  private static final int MOST_BUCKETS = 10_000;

  private final String region;
  private final List<S3Bucket> buckets;

  ListBuckets(S3Settings settings) {
    this.region = settings.region();
    this.buckets =
        settings.buckets().stream().sorted(Comparator.comparing(S3Bucket::name)).toList();
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    QueryParameters query = request.query();
    int maxBuckets =
        query.firstNonEmpty("max-buckets").map(ListBuckets::maxBuckets).orElse(MOST_BUCKETS);
    String after = query.firstNonEmpty("continuation-token").map(ListBuckets::readToken).orElse("");
    Optional<String> prefix = query.firstNonEmpty("prefix");
    Optional<String> otherRegion =
        query.firstNonEmpty("bucket-region").filter(asked -> !asked.equals(region));
    List<S3Bucket> left =
        buckets.stream()
            .filter(bucket -> otherRegion.isEmpty())
            .filter(bucket -> sees(caller, bucket))
            .filter(bucket -> bucket.name().startsWith(prefix.orElse("")))
            .filter(bucket -> bucket.name().compareTo(after) > 0)
            .toList();
    List<S3Bucket> page = left.subList(0, Math.min(maxBuckets, left.size()));
    Optional<String> next =
        page.size() < left.size() ? Optional.of(token(page.getLast())) : Optional.empty();
    return S3Response.xml(
        200,
        XmlDocument.of(
            "ListAllMyBucketsResult",
            xml -> {
              Owner.write(xml);
              xml.element("Buckets", list -> page.forEach(bucket -> write(list, bucket)));
              xml.text("ContinuationToken", next);
              xml.text("Prefix", prefix);
            }));
  }

  private static boolean sees(Caller caller, S3Bucket bucket) {
    return caller instanceof Caller.Credentialed holder
        && holder.rights().coverBucket(bucket.name());
  }

  private void write(XmlDocument xml, S3Bucket bucket) {
    xml.element(
        "Bucket",
        element -> {
          element.text("Name", bucket.name());
          element.time("CreationDate", bucket.created());
          element.text("BucketRegion", region);
        });
  }

  private static String token(S3Bucket last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.name().getBytes(StandardCharsets.UTF_8));
  }

  private static String readToken(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw S3Error.invalidArgument(
              "continuation-token", token, "The continuation token is not one of this list")
          .toException();
    }
  }

  private static int maxBuckets(String text) {
    int maxBuckets = WholeNumber.parse(text).orElse(0);
    if (maxBuckets >= 1 && maxBuckets <= MOST_BUCKETS) {
      return maxBuckets;
    }
    throw S3Error.invalidArgument(
            "max-buckets", text, "max-buckets must be an integer from 1 to " + MOST_BUCKETS)
        .toException();
  }
}
