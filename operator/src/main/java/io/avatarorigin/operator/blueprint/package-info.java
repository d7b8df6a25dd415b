/** What an AvatarOrigin comes to, computed once for a pass over all its objects. */
@NullMarked
package io.avatarorigin.operator.blueprint;

import org.jspecify.annotations.NullMarked;
