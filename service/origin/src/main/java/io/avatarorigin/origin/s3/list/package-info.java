/** The three lists of a bucket's objects: their parameters and their XML. */
@NullMarked
package io.avatarorigin.origin.s3.list;

import org.jspecify.annotations.NullMarked;
