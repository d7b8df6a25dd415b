package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;

/** What draws. */
@ApiType
@ValidationRule(
    value =
        "[has(self.huggingFace), has(self.s3), has(self.image), has(self.pvc), has(self.bundled),"
            + " has(self.external)].filter(it, it).size() == 1",
    message = "exactly one of huggingFace, s3, image, pvc, bundled and external is needed")
@ValidationRule(
    value = "!has(self.cache) || has(self.huggingFace) || has(self.s3)",
    message = "cache: only models of huggingFace and s3 are fetched")
@ValidationRule(
    value = "!has(self.safety) || !has(self.external)",
    message = "safety: an external server has a policy of its own")
public record ModelSpec(
    @JsonPropertyDescription("A repository of the Hugging Face Hub, in diffusers' ONNX layout.")
        @Nullable HuggingFace huggingFace,
    @JsonPropertyDescription("What lies under a prefix of an S3 bucket.") @Nullable S3 s3,
    @JsonPropertyDescription(
            "An OCI image that has the model's folder, mounted as an image volume; Kubernetes 1.35"
                + " or newer, or with the feature gate ImageVolume.")
        @Nullable Image image,
    @JsonPropertyDescription("A folder of a volume that is there already; mounted read-only.")
        @Nullable ClaimRef pvc,
    @JsonPropertyDescription("The small model that every image brings along: {}.")
        @Nullable Bundled bundled,
    @JsonPropertyDescription("A server of somebody else's making, instead of workers.")
        @Nullable External external,
    @JsonPropertyDescription(
            "Where a fetched model is kept. Absent: in each worker pod, fetched at each start.")
        @Nullable Cache cache,
    @JsonPropertyDescription(
            "What becomes of pictures that the model's safety checker refuses, where it has one.")
        @Nullable Safety safety) {

  /** A repository of the Hugging Face Hub. */
  @ApiType
  public record HuggingFace(
      @Required
          @Pattern("^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$")
          @Size(max = 200)
          @JsonPropertyDescription("organisation/name.")
          String repository,
      @Pattern("^[A-Za-z0-9][A-Za-z0-9._/-]*$")
          @Size(max = 200)
          @JsonPropertyDescription(
              "A commit, tag or branch; a commit stays what it is. Default: main.")
          @Nullable String revision,
      @Pattern("^[^/@].*[^/]$|^[^/@]$")
          @Size(max = 512)
          @JsonPropertyDescription("The folder that has model_index.json. Default: the top.")
          @Nullable String folder,
      @Pattern("^https?://[^/?#]+(/[^?#]*)?$")
          @Size(max = 512)
          @JsonPropertyDescription("The Hub. Default: https://huggingface.co.")
          @Nullable String endpoint,
      @JsonPropertyDescription("A token for repositories that need one.")
          @Nullable SecretKeyRef tokenSecretRef) {}

  /** What lies under a prefix of an S3 bucket. */
  @ApiType
  public record S3(
      @Required
          @Pattern("^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/.+$")
          @Size(max = 1024)
          @JsonPropertyDescription("s3://bucket/prefix.")
          String url,
      @Pattern("^https?://[^/?#]+(/[^?#]*)?$")
          @Size(max = 512)
          @JsonPropertyDescription("The server. Default: AWS.")
          @Nullable String endpoint,
      @Size(min = 1, max = 64) @JsonPropertyDescription("The region. Default: us-east-1.")
          @Nullable String region,
      @JsonPropertyDescription(
              "A Secret with the entries AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Absent: what"
                  + " the pod's machine has.")
          @Nullable ObjectRef credentialsSecretRef) {}

  /** A model in an OCI image. */
  @ApiType
  public record Image(
      @Required
          @Size(min = 1, max = 512)
          @JsonPropertyDescription("The image, with a tag or a digest.")
          String reference,
      @JsonPropertyDescription("When it is pulled. Default: as Kubernetes does for images.")
          @Nullable PullPolicy pullPolicy,
      @Pattern("^[^/].*$")
          @Size(max = 1024)
          @JsonPropertyDescription("The folder in it. Default: its root.")
          @Nullable String path) {}

  /** When an image is pulled. */
  public enum PullPolicy {
    Always,
    IfNotPresent,
    Never
  }

  /** The model that every image brings along. */
  @ApiType
  public record Bundled() {}

  /** A server of another API. */
  @ApiType
  public record External(
      @Required
          @Pattern("^https?://[^/?#@]+(/[^?#]*)?$")
          @Size(max = 512)
          @JsonPropertyDescription("Where it is; no user, no query.")
          String url,
      @Required @JsonPropertyDescription("What it speaks.") Api api,
      @Size(min = 1, max = 200)
          @JsonPropertyDescription(
              "Automatic1111: the checkpoint's name; OpenAI: the model's. Default: what it has.")
          @Nullable String model,
      @Min(1)
          @Max(256)
          @JsonPropertyDescription("How many pictures it is asked for at once. Default: 1.")
          @Nullable Integer places,
      @JsonPropertyDescription("The bearer token of requests to it.")
          @Nullable SecretKeyRef tokenSecretRef) {}

  /** APIs of other servers. */
  public enum Api {
    Automatic1111,
    OpenAI
  }

  /** A volume for a fetched model, shared by all workers. */
  @ApiType
  public record Cache(
      @Required @JsonPropertyDescription("How large the volume is, such as 20Gi.") Quantity size,
      @Size(min = 1, max = 253)
          @JsonPropertyDescription("Its StorageClass. Default: the cluster's.")
          @Nullable String storageClassName,
      @JsonPropertyDescription(
              "ReadWriteMany where workers run on several nodes. Default: ReadWriteMany.")
          @Nullable AccessMode accessMode) {}

  /** How many nodes may mount a volume. */
  public enum AccessMode {
    ReadWriteOnce,
    ReadWriteMany
  }

  /** What becomes of refused pictures. */
  @ApiType
  public record Safety(
      @Required
          @JsonPropertyDescription(
              "Redraw: with the next seed; Refuse: there is no such object; Disabled: nobody"
                  + " looks.")
          Policy policy,
      @Min(1) @Max(10) @JsonPropertyDescription("How often a picture is drawn anew. Default: 3.")
          @Nullable Integer attempts) {}

  /** What a refusal of the safety checker leads to. (YAML 1.1 reads Off as false.) */
  public enum Policy {
    Disabled,
    Redraw,
    Refuse
  }
}
