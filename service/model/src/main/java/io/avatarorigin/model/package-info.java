/** The bundled model and how it reaches a folder. */
@NullMarked
package io.avatarorigin.model;

import org.jspecify.annotations.NullMarked;
