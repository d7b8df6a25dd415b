package io.avatarorigin.operator.binding.store;

import java.net.URI;

/**
 * Where the store is asked.
 *
 * <p>Both end without a slash.
 *
 * @param s3 objects, buckets and their settings
 * @param iam access keys
 */
public record StoreEndpoints(URI s3, URI iam) {}
