/** As much of the Prometheus operator's API as this operator writes (monitoring.coreos.com/v1). */
@NullMarked
package io.avatarorigin.operator.monitoring;

import org.jspecify.annotations.NullMarked;
