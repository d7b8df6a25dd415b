package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers that objects are asked of. */
@ApiType
@ValidationRule(
    value = "!has(self.replicas) || self.replicas < 2 || has(self.store)",
    message = "replicas: more than one needs a store that they share")
@ValidationRule(
    value = "!has(self.expose) || has(self.s3Host) || has(self.webHost)",
    message = "expose: s3Host or webHost is needed")
public record OriginSpec(
    @Pattern(OriginSpec.HOST)
        @Size(max = 253)
        @JsonPropertyDescription(
            "The host of the S3 socket. Its first label is the bucket, unless bucket says"
                + " otherwise.")
        @Nullable String s3Host,
    @Pattern(OriginSpec.HOST)
        @Size(max = 253)
        @JsonPropertyDescription("The host of the web socket.")
        @Nullable String webHost,
    @Pattern("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
        @JsonPropertyDescription(
            "The bucket that is served. Default: the first label of s3Host, else avatars.")
        @Nullable String bucket,
    @JsonPropertyDescription("How both are reached from outside. Absent: within the cluster only.")
        @Nullable Expose expose,
    @Min(1) @Max(50) @JsonPropertyDescription("How many there are. Default: 1.")
        @Nullable Integer replicas,
    @JsonPropertyDescription(
            "A bucket of another S3 server in which all replicas keep and share what is drawn.")
        @Nullable Store store,
    @JsonPropertyDescription("What each keeps on a volume of its own. Absent: lost at a restart.")
        @Nullable Cache cache,
    @JsonPropertyDescription("Pictures that are served instead of drawn ones, named by hash.")
        @Nullable Pinned pinned,
    @JsonPropertyDescription("Who may read, and have drawn.") @Nullable Access access,
    @JsonPropertyDescription("What keys are made of.") @Nullable Keys keys,
    @Min(1) @Max(100) @JsonPropertyDescription("Quality of JPEG. Default: the vocabulary's.")
        @Nullable Integer jpegQuality,
    @Min(1)
        @Max(600)
        @JsonPropertyDescription(
            "How long a request waits for a draw, at most what the store in front bears (Tigris 20,"
                + " RustFS 12, OSS 8). Default: 20.")
        @Nullable Integer waitSeconds,
    @Min(1)
        @Max(1_000_000)
        @JsonPropertyDescription("How many draws may wait; more are refused. Default: 256.")
        @Nullable Integer queue,
    @JsonPropertyDescription("Processor and memory of each. Default: the operator's.")
        @Nullable ResourceRequirements resources) {

  static final String HOST =
      "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$";

  /** How the sockets are reached from outside the cluster. */
  @ApiType
  @ValidationRule(
      value = "has(self.ingress) != has(self.httpRoute)",
      message = "either ingress or httpRoute is needed")
  public record Expose(
      @JsonPropertyDescription("Through an Ingress.") @Nullable IngressSpec ingress,
      @JsonPropertyDescription("Through an HTTPRoute of the Gateway API.")
          @Nullable RouteSpec httpRoute) {}

  /** An Ingress. */
  @ApiType
  public record IngressSpec(
      @Size(min = 1, max = 253) @JsonPropertyDescription("Its class. Default: the cluster's.")
          @Nullable String className,
      @Size(min = 1, max = 253)
          @JsonPropertyDescription("A Secret with the certificate for both hosts.")
          @Nullable String tlsSecretName,
      @Size(max = 64) @JsonPropertyDescription("Annotations for the Ingress controller.")
          @Nullable Map<String, String> annotations) {}

  /** An HTTPRoute. */
  @ApiType
  public record RouteSpec(
      @Required @Size(min = 1, max = 8) @JsonPropertyDescription("The Gateways that it is for.")
          List<Gateway> gateways) {}

  /** A Gateway. */
  @ApiType
  public record Gateway(
      @Required @Size(min = 1, max = 253) @JsonPropertyDescription("Its name.") String name,
      @Size(min = 1, max = 63) @JsonPropertyDescription("Default: the same namespace.")
          @Nullable String namespace,
      @Size(min = 1, max = 253) @JsonPropertyDescription("The listener. Default: any.")
          @Nullable String sectionName) {}

  /** A bucket that replicas share. */
  @ApiType
  public record Store(
      @Required
          @Pattern("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")
          @JsonPropertyDescription("The bucket.")
          String bucket,
      @Pattern("^https?://[^/?#@]+(/[^?#]*)?$")
          @Size(max = 512)
          @JsonPropertyDescription("The server. Default: AWS.")
          @Nullable String endpoint,
      @Size(min = 1, max = 64) @JsonPropertyDescription("The region. Default: us-east-1.")
          @Nullable String region,
      @Pattern("^[^/].*/$")
          @Size(max = 512)
          @JsonPropertyDescription("What every key begins with; ends in a slash.")
          @Nullable String prefix,
      @JsonPropertyDescription(
              "A Secret with the entries AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Absent: what"
                  + " the pod's machine has.")
          @Nullable ObjectRef credentialsSecretRef) {}

  /** A volume for what is drawn. */
  @ApiType
  public record Cache(
      @Required @JsonPropertyDescription("How large the volume is, such as 10Gi.") Quantity size,
      @Size(min = 1, max = 253)
          @JsonPropertyDescription("Its StorageClass. Default: the cluster's.")
          @Nullable String storageClassName) {}

  /** Pictures that are there already. */
  @ApiType
  @ValidationRule(
      value = "has(self.configMapRef) != has(self.pvc)",
      message = "either configMapRef or pvc is needed")
  public record Pinned(
      @JsonPropertyDescription("A ConfigMap whose binaryData are files, such as HASH.png.")
          @Nullable ObjectRef configMapRef,
      @JsonPropertyDescription("A folder of a volume; mounted read-only.")
          @Nullable ClaimRef pvc) {}

  /** Who may read, and have drawn. */
  @ApiType
  public record Access(
      @JsonPropertyDescription(
              "The S3 socket. Signed: whoever has a key of the Secret NAME-s3; Public: everybody;"
                  + " PublicDrawn: everybody what is drawn, whoever signs the rest. Default:"
                  + " Signed.")
          @Nullable S3Access s3,
      @JsonPropertyDescription(
              "Who may cause a draw on the web socket. Open: everybody; Signed: whoever has a link"
                  + " signed with a key of the Secret NAME-web; Disabled: nobody. Default: Signed.")
          @Nullable WebAccess web,
      @JsonPropertyDescription("How many draws web clients may cause. Default: any number.")
          @Nullable Budgets budgets) {}

  /** Who may read of the S3 socket. */
  public enum S3Access {
    Signed,
    Public,
    PublicDrawn
  }

  /** Who may cause a draw on the web socket. */
  public enum WebAccess {
    Open,
    Signed,
    Disabled
  }

  /** Draws that web clients may cause. */
  @ApiType
  public record Budgets(
      @Min(0) @JsonPropertyDescription("Of one client address, a minute.")
          @Nullable Integer clientPerMinute,
      @Min(0) @JsonPropertyDescription("Of one client address, a day.")
          @Nullable Integer clientPerDay,
      @Min(0) @JsonPropertyDescription("Of all, a minute.") @Nullable Integer totalPerMinute,
      @Min(0) @JsonPropertyDescription("Of all, a day.") @Nullable Integer totalPerDay) {}

  /** What keys are made of. */
  @ApiType
  public record Keys(
      @Pattern("^[^/].*/$")
          @Size(max = 512)
          @JsonPropertyDescription("What every key begins with; ends in a slash.")
          @Nullable String prefix,
      @Size(min = 1, max = 64)
          @JsonPropertyDescription(
              "The sizes offered besides the native one, in pixels. Default: any.")
          @Nullable List<Integer> sizes,
      @JsonPropertyDescription("The format of a key without extension. Default: Jpeg.")
          @Nullable Format defaultFormat) {}

  /** Formats of pictures. */
  public enum Format {
    Jpeg,
    Png,
    Webp
  }
}
