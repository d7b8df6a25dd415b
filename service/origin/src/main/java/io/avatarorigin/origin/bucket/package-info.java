/** Another S3 server's bucket, read and written over the network; knows nothing of avatars. */
@NullMarked
package io.avatarorigin.origin.bucket;

import org.jspecify.annotations.NullMarked;
