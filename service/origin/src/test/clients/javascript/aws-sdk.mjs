// Runs the checklist with the AWS SDK for JavaScript.
import {
  GetBucketLocationCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  paginateListObjectsV2,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { contentOf, digest, localNames, order, range, report } from "./order.mjs";

const PART = 8 << 20;

function client(options = {}) {
  const { secret = order.secretAccessKey, ...others } = options;
  return new S3Client({
    endpoint: order.endpoint,
    region: order.region,
    forcePathStyle: true,
    maxAttempts: 4,
    credentials: { accessKeyId: order.accessKeyId, secretAccessKey: secret },
    requestHandler: { httpAgent: localNames },
    ...others,
  });
}

const s3 = client();
const other = client({ endpoint: order.otherEndpoint });
const named = { Bucket: order.bucket, Key: order.key };

async function get(from, parameters) {
  const answer = await from.send(new GetObjectCommand({ ...named, ...parameters }));
  const content = await contentOf(answer.Body);
  return { ...digest(content), etag: answer.ETag, type: answer.ContentType };
}

async function head() {
  const answer = await s3.send(new HeadObjectCommand(named));
  return { length: answer.ContentLength, etag: answer.ETag, type: answer.ContentType };
}

async function list() {
  const objects = [];
  const pages = paginateListObjectsV2({ client: other, pageSize: 2 }, { Bucket: order.bucket });
  for await (const page of pages) {
    for (const { Key, Size, ETag } of page.Contents ?? []) {
      objects.push({ key: Key, length: Size, etag: ETag });
    }
  }
  return { objects };
}

async function attributes() {
  const ObjectAttributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
  const told = await s3.send(new GetObjectAttributesCommand({ ...named, ObjectAttributes }));
  return {
    etag: told.ETag,
    length: told.ObjectSize,
    storageClass: told.StorageClass,
    crc32: told.Checksum.ChecksumCRC32,
  };
}

/** All parts at once, each only of the object that HeadObject told of. */
async function parts() {
  const name = { Bucket: order.bucket, Key: order.largeKey };
  const { ContentLength: length, ETag } = await s3.send(new HeadObjectCommand(name));
  const contents = [];
  for (let first = 0; first < length; first += PART) {
    const Range = `bytes=${first}-${Math.min(first + PART, length) - 1}`;
    contents.push(
      s3
        .send(new GetObjectCommand({ ...name, Range, IfMatch: ETag }))
        .then((answer) => contentOf(answer.Body)),
    );
  }
  return digest(Buffer.concat(await Promise.all(contents)));
}

/** A clock that is slow by 20 minutes. */
async function skewed() {
  const now = Date.now;
  Date.now = () => now() - 20 * 60 * 1000;
  try {
    return await get(client(), {});
  } finally {
    Date.now = now;
  }
}

async function refusal(call) {
  try {
    return await call();
  } catch (error) {
    const status = error.$metadata?.httpStatusCode;
    if (status === undefined) throw error;
    return { status, ...(status === 304 || error.name === "NotFound" ? {} : { code: error.name }) };
  }
}

await report({
  get: () => get(s3, {}),
  head,
  list,
  range: () => get(s3, { Range: `bytes=${range.join("-")}` }),
  attributes,
  large: () => get(s3, { Key: order.largeKey }),
  parts,
  notModified: () => refusal(() => get(s3, { IfNoneMatch: order.etag })),
  preconditionFailed: () => refusal(() => get(s3, { IfMatch: '"0"' })),
  presigned: async () => ({ url: await getSignedUrl(s3, new GetObjectCommand(named)) }),
  missing: () => refusal(() => get(s3, { Key: order.missingKey })),
  missingHead: () =>
    refusal(() => s3.send(new HeadObjectCommand({ ...named, Key: order.missingKey }))),
  wrongSecret: () => refusal(() => get(client({ secret: "wrong" }), {})),
  wrongRegion: () => refusal(() => get(client({ region: order.wrongRegion }), {})),
  skewed,
  buckets: async () => {
    const { Buckets } = await s3.send(new ListBucketsCommand({}));
    return { buckets: Buckets.map((bucket) => bucket.Name) };
  },
  location: async () => {
    const answer = await s3.send(new GetBucketLocationCommand({ Bucket: order.bucket }));
    return { region: answer.LocationConstraint };
  },
  oddKey: () => get(other, { Key: order.oddKey }),
  hosted: () => get(client({ endpoint: order.hosted, forcePathStyle: false }), {}),
  retried: () => get(s3, { Bucket: order.hastyBucket, Key: order.retriedKey }),
  unavailable: () =>
    refusal(() =>
      get(client({ maxAttempts: 1 }), { Bucket: order.hastyBucket, Key: order.lateKey }),
    ),
  cold: () => get(s3, { Key: order.coldKey }),
});
