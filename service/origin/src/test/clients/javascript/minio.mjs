// Runs the checklist with minio-js.
import { Client } from "minio";
import { contentOf, digest, localNames, order, range, report } from "./order.mjs";

/** Without a region, it asks for the bucket's. */
function client(endpoint = order.endpoint, options = {}) {
  const { secret = order.secretAccessKey, ...others } = options;
  const { hostname, port } = new URL(endpoint);
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    accessKey: order.accessKeyId,
    secretKey: secret,
    pathStyle: true,
    transportAgent: localNames,
    ...others,
  });
}

const s3 = client();
const other = client(order.otherEndpoint);

async function get(from, key, options = {}, bucket = order.bucket) {
  return digest(await contentOf(await from.getObject(bucket, key, options)));
}

async function stat() {
  const { size, etag, metaData } = await s3.statObject(order.bucket, order.key);
  return { length: size, etag, type: metaData["content-type"] };
}

async function list() {
  const objects = [];
  for await (const { name, size, etag } of other.listObjectsV2(order.bucket, "", true)) {
    objects.push({ key: name, length: size, etag });
  }
  return { objects };
}

async function ranged() {
  const [first, last] = range;
  const stream = await s3.getPartialObject(order.bucket, order.key, first, last - first + 1);
  return digest(await contentOf(stream));
}

async function large() {
  const file = `${order.folder}/large`;
  await s3.fGetObject(order.bucket, order.largeKey, file);
  const { readFile } = await import("node:fs/promises");
  return digest(await readFile(file));
}

async function refusal(call) {
  try {
    return await call();
  } catch (error) {
    if (error.code === undefined) throw error;
    return { code: error.code };
  }
}

await report({
  get: () => get(s3, order.key),
  head: stat,
  list,
  range: ranged,
  large,
  presigned: async () => ({ url: await s3.presignedGetObject(order.bucket, order.key) }),
  missing: () => refusal(() => get(s3, order.missingKey)),
  missingHead: () => refusal(() => s3.statObject(order.bucket, order.missingKey)),
  wrongSecret: () => refusal(() => get(client(order.endpoint, { secret: "wrong" }), order.key)),
  wrongRegion: () =>
    refusal(() => get(client(order.endpoint, { region: order.wrongRegion }), order.key)),
  buckets: async () => ({ buckets: (await s3.listBuckets()).map((bucket) => bucket.name) }),
  location: async () => ({ region: await s3.getBucketRegionAsync(order.bucket) }),
  oddKey: () => get(other, order.oddKey),
  hosted: () => get(client(order.hosted, { pathStyle: false }), order.key),
  retried: () => get(s3, order.retriedKey, {}, order.hastyBucket),
  cold: () => get(s3, order.coldKey),
});
