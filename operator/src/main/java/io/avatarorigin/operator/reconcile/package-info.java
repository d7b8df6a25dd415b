/** Makes a cluster what its AvatarOrigins say, and keeps it so. */
@NullMarked
package io.avatarorigin.operator.reconcile;

import org.jspecify.annotations.NullMarked;
