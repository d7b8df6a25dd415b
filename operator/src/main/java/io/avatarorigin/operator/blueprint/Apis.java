package io.avatarorigin.operator.blueprint;

/**
 * What the cluster knows beyond Kubernetes itself.
 *
 * @param keda ScaledObjects
 * @param gateway HTTPRoutes
 * @param monitoring ServiceMonitors
 */
public record Apis(boolean keda, boolean gateway, boolean monitoring) {}
