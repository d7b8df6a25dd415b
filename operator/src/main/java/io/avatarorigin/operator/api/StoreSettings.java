package io.avatarorigin.operator.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** What to enter where a store is set up by hand to take from the origin what it lacks. */
@ApiType
public record StoreSettings(
    @JsonPropertyDescription("The endpoint of the source, an S3 server.") String endpoint,
    @JsonPropertyDescription("The bucket of the source.") String bucket,
    @JsonPropertyDescription("The region to sign for.") String region,
    @JsonPropertyDescription(
            "The Secret with the key: entries AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
        String secretName,
    @JsonPropertyDescription(
            "How long a request may take; a store that waits less needs a smaller"
                + " origin.waitSeconds.")
        int requestSeconds) {}
