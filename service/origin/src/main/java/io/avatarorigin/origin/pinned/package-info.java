/**
 * What an administrator has put into a folder or bucket, to be served instead of drawn pictures.
 */
@NullMarked
package io.avatarorigin.origin.pinned;

import org.jspecify.annotations.NullMarked;
