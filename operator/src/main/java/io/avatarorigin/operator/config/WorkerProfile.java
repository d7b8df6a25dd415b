package io.avatarorigin.operator.config;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One way to run workers: on which nodes, with what, and how they draw there.
 *
 * @param image null for the usual one
 * @param providers ONNX Runtime's execution providers, best first
 * @param lanes runs side by side in one worker; null for one a core
 * @param together pictures that share a run
 */
public record WorkerProfile(
    @Nullable String image,
    List<String> providers,
    @Nullable Integer lanes,
    int together,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    @Nullable Affinity affinity,
    @Nullable String runtimeClassName,
    @Nullable String priorityClassName,
    ResourceRequirements resources) {}
