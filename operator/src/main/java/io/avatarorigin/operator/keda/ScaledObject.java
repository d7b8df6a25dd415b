package io.avatarorigin.operator.keda;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;

/** Whose number follows what. */
@Group("keda.sh")
@Version("v1alpha1")
public final class ScaledObject extends CustomResource<ScaledObjectSpec, ScaledObjectStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
