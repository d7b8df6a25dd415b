package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bucket in front, as far as the operator has brought it. */
@ApiType
public record BucketStatus(
    @JsonPropertyDescription("The bucket.") String name,
    @JsonPropertyDescription("Where everybody may read, if it is public.") @Nullable String url,
    @JsonPropertyDescription(
            "With management: Create. Announced: it will be made. Made: the store has answered that"
                + " it was. Found: it was there when it was to be made, so that it is never deleted.")
        @Nullable Making made,
    @JsonPropertyDescription("The Secret with the store's credentials.")
        String credentialsSecretName,
    @JsonPropertyDescription("What becomes of the bucket in the end.")
        TigrisSpec.DeletionPolicy deletionPolicy,
    @JsonPropertyDescription("Where it falls through to.") @Nullable String boundTo,
    @JsonPropertyDescription("Where it will fall through to.") @Nullable String bindingTo,
    @JsonPropertyDescription("The id of the key that the store signs with there.")
        @Nullable String accessKeyId,
    @JsonPropertyDescription("A digest of that place and of that key with its secret.")
        @Nullable String applied,
    @JsonPropertyDescription("When the bucket was last set to something.")
        @Nullable String appliedTime,
    @JsonPropertyDescription("Whether it has since been read back as it was set.")
        @Nullable Boolean confirmed,
    @JsonPropertyDescription("The content version that its pictures are of.")
        @Nullable String contentVersion,
    @JsonPropertyDescription("Pictures of an earlier content version being deleted.")
        @Nullable Purge purge,
    @JsonPropertyDescription("A digest of what it was last seen to fall through to.")
        @Nullable String verified,
    @JsonPropertyDescription("Whether an access key of the bucket may have been issued.")
        @Nullable Boolean issued) {

  /** What is written down of a resource's bucket; empty where there is none. */
  public static Optional<BucketStatus> of(AvatarOrigin resource) {
    return Optional.ofNullable(resource.getStatus()).map(AvatarOriginStatus::bucket);
  }

  /** How a bucket came to be there. */
  public enum Making {
    Announced,
    Made,
    Found
  }

  /** Pictures being deleted. */
  @ApiType
  public record Purge(
      @JsonPropertyDescription("The content version that pictures will be of.") String toVersion,
      @JsonPropertyDescription("It does not begin before, for copies under way.") String notBefore,
      @JsonPropertyDescription("How many are deleted.") long removed,
      @JsonPropertyDescription("The key that it has come to.") @Nullable String after) {}
}
