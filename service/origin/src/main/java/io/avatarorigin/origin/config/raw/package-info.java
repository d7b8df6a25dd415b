/**
 * Settings as they are written, before anybody knows what they mean; names their places and knows
 * no setting.
 */
@NullMarked
package io.avatarorigin.origin.config.raw;

import org.jspecify.annotations.NullMarked;
