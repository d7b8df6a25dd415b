/** What an administrator sets for all AvatarOrigins: images, profiles of nodes, namespaces. */
@NullMarked
package io.avatarorigin.operator.config;

import org.jspecify.annotations.NullMarked;
