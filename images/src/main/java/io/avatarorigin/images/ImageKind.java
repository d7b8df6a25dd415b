package io.avatarorigin.images;

import java.util.List;
import java.util.Map;

/**
 * An image that is made.
 *
 * @param name without its tag
 * @param description what it is, in a line
 * @param layers folders of the staged layers, from the one that changes least to the one that
 *     changes most
 * @param arguments of the program where nobody says any
 * @param environment besides what all have
 */
record ImageKind(
    String name,
    String description,
    List<String> layers,
    List<String> arguments,
    Map<String, String> environment) {
  /** What is made for processors. */
  static final List<ImageKind> ALL =
      List.of(
          new ImageKind(
              "avatar-origin",
              "An S3 origin whose objects do not exist until someone asks for them",
              List.of("base", "runtime", "service-libraries", "service", "origin-start"),
              List.of("serve"),
              Map.of("AVATAR_ORIGIN_S3_HOST", "0.0.0.0", "AVATAR_ORIGIN_WEB_HOST", "0.0.0.0")),
          new ImageKind(
              "avatar-origin-worker",
              "Draws pictures for origins, on processors",
              List.of("base", "runtime", "service-libraries", "service", "worker-start"),
              List.of("worker"),
              Map.of()),
          new ImageKind(
              "avatar-origin-operator",
              "Makes of an AvatarOrigin what runs it on Kubernetes",
              List.of("base", "runtime", "operator-libraries", "operator", "operator-start"),
              List.of(),
              Map.of()));

  /** What is made for NVIDIA GPUs. */
  static final List<ImageKind> GPU =
      List.of(
          new ImageKind(
              "avatar-origin-worker-cuda",
              "Draws pictures for origins, on NVIDIA GPUs",
              List.of("base", "runtime", "cuda", "service-libraries", "service", "worker-start"),
              List.of("worker"),
              Map.of(
                  "LD_LIBRARY_PATH",
                  "/opt/avatar-origin/cuda",
                  "NVIDIA_VISIBLE_DEVICES",
                  "all",
                  "NVIDIA_DRIVER_CAPABILITIES",
                  "compute,utility")));
}
