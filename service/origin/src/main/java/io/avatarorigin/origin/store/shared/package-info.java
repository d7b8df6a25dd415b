/** The tier of portraits that several origins share in a bucket: the first of a key stands. */
@NullMarked
package io.avatarorigin.origin.store.shared;

import org.jspecify.annotations.NullMarked;
