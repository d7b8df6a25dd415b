/**
 * Which pages of other origins may read a bucket from a browser: rules, preflights, and the headers
 * of answers. Knows requests, and neither objects nor callers.
 */
@NullMarked
package io.avatarorigin.origin.s3.cors;

import org.jspecify.annotations.NullMarked;
