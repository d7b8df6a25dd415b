/** AWS Signature Version 4, as S3 reads it. Knows nothing else of the project. */
@NullMarked
package io.avatarorigin.sigv4;

import org.jspecify.annotations.NullMarked;
