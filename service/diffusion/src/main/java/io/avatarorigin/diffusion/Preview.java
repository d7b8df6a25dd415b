package io.avatarorigin.diffusion;

import java.util.Optional;

/** A rough look at an unfinished picture, for the time of the call that it is given to. */
@FunctionalInterface
public interface Preview {

  /** There is none. */
  Preview NONE = Optional::empty;

  /**
   * One pixel for each cell of the latent, computed when it is asked for, in microseconds; empty
   * until the model has drawn its first picture.
   */
  Optional<Picture> picture();
}
