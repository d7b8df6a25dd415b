/** What CLIP's image encoder is shown of a picture: scaled, cropped and normalised. */
@NullMarked
package io.avatarorigin.diffusion.image;

import org.jspecify.annotations.NullMarked;
