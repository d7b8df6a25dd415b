package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A bucket of another S3 server.
 *
 * @param bucket its name; default none
 * @param endpoint its server; default AWS
 * @param region the region that requests are signed for; default us-east-1
 * @param prefix what every key there begins with; default none
 * @param pathStyle whether the bucket's name goes into the path; default whether there is an
 *     endpoint
 * @param accessKeyId with the secret, what requests are signed with
 * @param secretAccessKey the secret half
 * @param credentialsFile a file with such a pair instead, in the form of AWS's shared credentials
 */
public record RemoteBucketConfig(
    Optional<String> bucket,
    Optional<URI> endpoint,
    String region,
    String prefix,
    Optional<Boolean> pathStyle,
    Optional<String> accessKeyId,
    Optional<Secret> secretAccessKey,
    Optional<Path> credentialsFile) {}
