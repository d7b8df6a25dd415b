/**
 * Points a bucket in front at an origin, keeps it so, and undoes it. Knows no Kubernetes client.
 */
@NullMarked
package io.avatarorigin.operator.binding;

import org.jspecify.annotations.NullMarked;
