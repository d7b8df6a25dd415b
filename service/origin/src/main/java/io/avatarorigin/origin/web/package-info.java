/** The Gravatar-compatible endpoint and the demo page. */
@NullMarked
package io.avatarorigin.origin.web;

import org.jspecify.annotations.NullMarked;
