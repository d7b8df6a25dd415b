/** OpenAI's API. */
@NullMarked
package io.avatarorigin.worker.openai;

import org.jspecify.annotations.NullMarked;
