package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A bucket of Tigris that takes from the origin what it lacks. */
@ApiType
@ValidationRule(
    value =
        "!has(self.deletionPolicy) || self.deletionPolicy != 'DeleteBucket' ||"
            + " !has(self.management) || self.management == 'Create'",
    message = "deletionPolicy: DeleteBucket is for buckets that the operator has made")
@ValidationRule(
    value =
        "!has(self.redirect) || !self.redirect ||"
            + " (has(self.visibility) && self.visibility == 'Public')",
    message = "redirect: is for buckets with visibility: Public")
public record TigrisSpec(
    @Required
        @Pattern("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")
        @JsonPropertyDescription(
            "The bucket: 3 to 63 lower-case letters, digits and hyphens. A dot would break TLS.")
        String bucket,
    @JsonPropertyDescription(
            "Create: the operator makes it, and refuses one that is there already. Adopt: it is"
                + " there. Default: Create.")
        @Nullable Management management,
    @Required
        @JsonPropertyDescription(
            "A Secret with the entries AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: a key of the"
                + " Tigris account that may make and change the bucket.")
        ObjectRef credentialsSecretRef,
    @JsonPropertyDescription(
            "Who may read it without a signature: everybody, or nobody. Default: as it is; a new"
                + " one is private.")
        @Nullable Visibility visibility,
    @JsonPropertyDescription(
            "Whether the web socket redirects browsers to the bucket for pictures, once it was seen"
                + " to fall through. Default: false.")
        @Nullable Boolean redirect,
    @Size(min = 1, max = 256)
        @Pattern("^[!-~]+([ ,]+[!-~]+)*$")
        @JsonPropertyDescription(
            "Cache-Control of objects that have none of their own, such as public, max-age=2630000."
                + " s-maxage does not count at Tigris. Default: as it is.")
        @Nullable String cacheControl,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription("Regions that it is kept in, such as fra. Default: as it is.")
        @Nullable List<String> regions,
    @Size(min = 1, max = 16)
        @JsonPropertyDescription(
            "Headers that its answers have besides, such as X-Content-Type-Options. Others that"
                + " somebody has set stay.")
        @Nullable Map<String, String> headers,
    @JsonPropertyDescription(
            "How Tigris reaches origin.s3Host, where that is not https on the usual port.")
        @Nullable Reach reach,
    @JsonPropertyDescription(
            "What becomes of pictures in the bucket when new ones would be others. Keep: they stay."
                + " Purge: they are deleted, and drawn anew when they are next asked for. Default:"
                + " Keep.")
        @Nullable ContentChange onContentChange,
    @JsonPropertyDescription(
            "What becomes of the bucket when this resource, or its tigris block, is deleted. In"
                + " either case it no longer falls through. Default: KeepBucket.")
        @Nullable DeletionPolicy deletionPolicy,
    @JsonPropertyDescription("When keys are changed. Default: never.")
        @Nullable KeyRotation keyRotation,
    @JsonPropertyDescription(
            "A key of the bucket alone, for applications: the operator has Tigris issue it, keeps"
                + " it in the Secret NAME-bucket, and revokes it in the end. Default: none.")
        @Nullable ReaderKey accessKey) {

  /** Who makes the bucket. */
  public enum Management {
    Create,
    Adopt
  }

  /** Who may read it without a signature. */
  public enum Visibility {
    Public,
    Private
  }

  /** What becomes of pictures when new ones would be others. */
  public enum ContentChange {
    Keep,
    Purge
  }

  /** What becomes of the bucket in the end. */
  public enum DeletionPolicy {
    KeepBucket,
    DeleteBucket
  }

  /** How Tigris reaches the origin. */
  @ApiType
  public record Reach(
      @JsonPropertyDescription("Default: Https.") @Nullable Scheme scheme,
      @Min(1) @Max(65535) @JsonPropertyDescription("Default: the scheme's own.")
          @Nullable Integer port,
      @JsonPropertyDescription(
              "Where the operator asks whether the origin answers, before it binds. PublicHost: at"
                  + " origin.s3Host, as Tigris will. Service: inside the cluster, where pods cannot"
                  + " reach the public host. Default: PublicHost.")
          @Nullable CheckedAt checkedAt) {}

  /** Protocols. */
  public enum Scheme {
    Https,
    Http
  }

  /** Where the origin is asked whether it answers. */
  public enum CheckedAt {
    PublicHost,
    Service
  }

  /** When keys are changed. */
  @ApiType
  public record KeyRotation(
      @Required
          @Pattern("^[1-9][0-9]{0,3}[hd]$")
          @JsonPropertyDescription("How old a key becomes, in hours or days, such as 90d.")
          String every) {}

  /** A key of the bucket alone. */
  @ApiType
  public record ReaderKey(
      @JsonPropertyDescription(
              "ReadOnly: get and list. Editor: put and delete as well. Default: ReadOnly.")
          @Nullable Role role) {}

  /** What a key may do. */
  public enum Role {
    ReadOnly,
    Editor
  }
}
