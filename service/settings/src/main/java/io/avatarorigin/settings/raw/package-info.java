/**
 * Settings as they are written, before anybody knows what they mean; names their places and knows
 * no setting.
 */
@NullMarked
package io.avatarorigin.settings.raw;

import org.jspecify.annotations.NullMarked;
