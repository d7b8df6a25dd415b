/**
 * What a setting is: the value that it takes, how it is read and how it is shown. Knows no single
 * setting.
 */
@NullMarked
package io.avatarorigin.settings;

import org.jspecify.annotations.NullMarked;
