package io.avatarorigin.operator.status;

import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.api.StoreSettings;
import io.avatarorigin.operator.blueprint.Blueprint;
import org.jspecify.annotations.Nullable;

/** Where an origin is reached, by people and by stores. */
final class Addresses {
  private static final String REGION = "us-east-1";

  private Addresses() {}

  /** The S3 socket. */
  static String s3(Blueprint blueprint) {
    return url(blueprint, blueprint.names().s3(), blueprint.origin().s3Host());
  }

  /** The web socket. */
  static String web(Blueprint blueprint) {
    return url(blueprint, blueprint.names().web(), blueprint.origin().webHost());
  }

  /** What somebody enters who sets up a store by hand. */
  static StoreSettings storeSettings(Blueprint blueprint) {
    return new StoreSettings(
        endpoint(blueprint),
        blueprint.bucket(),
        REGION,
        blueprint.names().s3Keys(),
        blueprint.waitSeconds());
  }

  /** What follows the bucket in the host; the host itself where the bucket stands in the path. */
  private static String endpoint(Blueprint blueprint) {
    String host = blueprint.origin().s3Host();
    if (host == null) {
      return s3(blueprint);
    }
    String label = blueprint.bucket() + ".";
    return scheme(blueprint) + (host.startsWith(label) ? host.substring(label.length()) : host);
  }

  private static String url(Blueprint blueprint, String service, @Nullable String host) {
    if (host == null || blueprint.origin().expose() == null) {
      return "http://%s.%s.svc".formatted(service, blueprint.namespace());
    }
    return scheme(blueprint) + host;
  }

  /** An Ingress without certificate is plain; everything else that exposes is taken for secure. */
  private static String scheme(Blueprint blueprint) {
    OriginSpec.Expose expose = blueprint.origin().expose();
    boolean isPlain =
        expose != null && expose.ingress() != null && expose.ingress().tlsSecretName() == null;
    return isPlain ? "http://" : "https://";
  }
}
