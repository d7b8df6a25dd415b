/**
 * The three lists of a bucket's objects, a page at a time over an {@link
 * io.avatarorigin.origin.s3.list.ObjectCursor}.
 */
@NullMarked
package io.avatarorigin.origin.s3.list;

import org.jspecify.annotations.NullMarked;
