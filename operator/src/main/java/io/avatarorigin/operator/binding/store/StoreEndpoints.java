package io.avatarorigin.operator.binding.store;

import java.net.URI;

/**
 * Where the store is asked.
 *
 * @param s3 objects, buckets and their settings
 * @param iam access keys
 */
public record StoreEndpoints(URI s3, URI iam) {}
