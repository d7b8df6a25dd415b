/** The Kubernetes objects of an AvatarOrigin, each a function of its blueprint. */
@NullMarked
package io.avatarorigin.operator.objects;

import org.jspecify.annotations.NullMarked;
