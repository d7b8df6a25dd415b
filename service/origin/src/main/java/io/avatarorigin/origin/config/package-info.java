/** The origin's settings, read from YAML, environment and flags, with every fault named. */
@NullMarked
package io.avatarorigin.origin.config;

import org.jspecify.annotations.NullMarked;
