/** As much of KEDA's API as this operator writes (keda.sh/v1alpha1, read in version 2.21). */
@NullMarked
package io.avatarorigin.operator.keda;

import org.jspecify.annotations.NullMarked;
