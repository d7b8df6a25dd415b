// Runs the checklist with Tigris' own SDK.
import { get as read, head, list } from "@tigrisdata/storage";
import { digest, order, range, report } from "./order.mjs";

const config = {
  endpoint: order.endpoint,
  bucket: order.bucket,
  accessKeyId: order.accessKeyId,
  secretAccessKey: order.secretAccessKey,
  forcePathStyle: true,
};

/** It returns its errors. */
function data(response) {
  if (response.error) throw response.error;
  return response.data;
}

async function get(key, options = {}, settings = {}) {
  const answer = data(
    await read(key, "file", {
      ...options,
      includeMetadata: true,
      config: { ...config, ...settings },
    }),
  );
  const content = Buffer.from(await answer.body.arrayBuffer());
  return { ...digest(content), etag: answer.metadata.etag, type: answer.metadata.contentType };
}

/** What it says of an error is a text, and the SDK below it its cause. */
async function refusal(call) {
  try {
    return await call();
  } catch (error) {
    const cause = error.cause ?? error;
    return {
      status: cause.$metadata?.httpStatusCode ?? null,
      code: cause.name,
      message: String(error.message),
    };
  }
}

await report({
  get: () => get(order.key),
  head: async () => {
    const { size, etag, contentType } = data(await head(order.key, { config }));
    return { length: size, etag, type: contentType };
  },
  list: async () => ({ keys: data(await list({ config })).items.map((entry) => entry.name) }),
  range: () => get(order.key, { range: { start: range[0], end: range[1] } }),
  large: () => get(order.largeKey),
  missing: () => refusal(() => get(order.missingKey)),
  missingHead: () =>
    refusal(async () => ({ found: data(await head(order.missingKey, { config })) ?? null })),
  wrongSecret: () => refusal(() => get(order.key, {}, { secretAccessKey: "wrong", accessKeyId: order.accessKeyId })),
  oddKey: () => get(order.oddKey, {}, { endpoint: order.otherEndpoint }),
  retried: () => get(order.retriedKey, {}, { endpoint: order.otherEndpoint, bucket: order.hastyBucket }),
  cold: () => get(order.coldKey),
});
