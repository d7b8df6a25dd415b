/**
 * The rule from a hash to a prompt, a negative prompt and a seed. Knows nothing else of the
 * project.
 */
@NullMarked
package io.avatarorigin.vocabulary;

import org.jspecify.annotations.NullMarked;
