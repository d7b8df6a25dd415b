/** Noise schedules and the solvers that walk them. Knows nothing of files and models. */
@NullMarked
package io.avatarorigin.diffusion.scheduler;

import org.jspecify.annotations.NullMarked;
