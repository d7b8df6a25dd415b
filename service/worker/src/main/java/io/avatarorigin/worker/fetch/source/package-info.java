/**
 * Where models lie: the Hugging Face Hub, an S3 bucket or a folder, each as files that can be
 * listed, checked and read from any byte. Knows nothing of where they are put.
 */
@NullMarked
package io.avatarorigin.worker.fetch.source;

import org.jspecify.annotations.NullMarked;
