/** The Gravatar-compatible endpoint. Knows the store, never an engine. */
@NullMarked
package io.avatarorigin.origin.web;

import org.jspecify.annotations.NullMarked;
