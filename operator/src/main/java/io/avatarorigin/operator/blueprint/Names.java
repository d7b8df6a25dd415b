package io.avatarorigin.operator.blueprint;

/**
 * The names of everything that one AvatarOrigin has.
 *
 * @param base its own name
 */
public record Names(String base) {
  /** Deployment or StatefulSet, ConfigMap, PodDisruptionBudget and NetworkPolicy of the origin. */
  public String origin() {
    return base + "-origin";
  }

  /** The same of the workers, and the headless Service that the origin finds them by. */
  public String worker() {
    return base + "-worker";
  }

  /** The Service of the S3 socket, and what exposes it. */
  public String s3() {
    return base + "-s3";
  }

  /** The Service of the web socket, and what exposes it. */
  public String web() {
    return base + "-web";
  }

  /** The headless Service of the admin socket. */
  public String admin() {
    return base + "-origin-admin";
  }

  /** The Secret with the token that workers let the origin in by. */
  public String workerToken() {
    return base + "-worker-token";
  }

  /** The Secret with the keys of the S3 socket. */
  public String s3Keys() {
    return base + "-s3";
  }

  /** The Secret with the keys of signed links. */
  public String webKeys() {
    return base + "-web";
  }

  /** The Secret with the keys that the store in front signs with at the origin. */
  public String tigrisKeys() {
    return base + "-tigris";
  }

  /** The Secret with the key of the bucket in front, for applications. */
  public String bucketKey() {
    return base + "-bucket";
  }

  /** The claim of the volume with a fetched model. */
  public String model() {
    return base + "-model";
  }
}
