package io.avatarorigin.origin.clients;

/**
 * What a client is told to read.
 *
 * @param endpoint of the first origin, for path-style requests
 * @param hosted of the first origin, for virtual-hosted requests
 * @param otherEndpoint of an origin whose keys have a prefix with blanks, plus and umlauts, and
 *     which draws nothing meanwhile, so that every list of it is the same
 * @param bucket a signed bucket of both origins, whose lists tell what is drawn
 * @param hastyBucket one that answers before its draws have ended
 * @param key a small picture, drawn already
 * @param oddKey a picture of the other origin
 * @param largeKey a pinned object of 20 MiB
 * @param coldKey a picture whose draw takes twelve seconds
 * @param retriedKey a picture of the hasty bucket whose draw ends after a refusal
 * @param lateKey a picture of the hasty bucket whose draw does not end before a refusal
 * @param missingKey no picture
 * @param etag the entity tag of the small picture, quoted
 * @param region both origins'
 * @param wrongRegion one that it does not accept
 * @param folder empty, for what the client writes
 */
record Order(
    String endpoint,
    String hosted,
    String otherEndpoint,
    String bucket,
    String hastyBucket,
    String key,
    String oddKey,
    String largeKey,
    String coldKey,
    String retriedKey,
    String lateKey,
    String missingKey,
    String etag,
    String region,
    String wrongRegion,
    String accessKeyId,
    String secretAccessKey,
    String folder) {}
