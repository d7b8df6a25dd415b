/**
 * The resource AvatarOrigin as users write and read it. What is absent is null; what then holds is
 * decided where it is used, so that a later version may decide better.
 */
@NullMarked
package io.avatarorigin.operator.api;

import org.jspecify.annotations.NullMarked;
