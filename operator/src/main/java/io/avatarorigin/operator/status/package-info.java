/** What is seen of an AvatarOrigin, and what its status says of it. */
@NullMarked
package io.avatarorigin.operator.status;

import org.jspecify.annotations.NullMarked;
