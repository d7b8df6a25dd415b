/**
 * A real Kubernetes control plane on this machine for tests: etcd, API server, controller manager
 * and scheduler as processes, with kwok for nodes and pods, in seconds. {@link
 * io.avatarorigin.testbed.KubernetesTest} gives tests a client and a namespace of their own. A
 * {@link io.avatarorigin.testbed.Cluster} with a network runs pods as processes, and KEDA and the
 * cluster-autoscaler beside them. {@link io.avatarorigin.testbed.Tigris} stands in for a store that
 * is a service.
 */
@NullMarked
package io.avatarorigin.testbed;

import org.jspecify.annotations.NullMarked;
