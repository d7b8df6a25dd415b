// Runs the checklist with Tigris' own SDK.
import dns from "node:dns";
import { get as read, head, list } from "@tigrisdata/storage";
import { digest, order, range, report } from "./order.mjs";

// Names under localhost are this machine (RFC 6761); the SDK takes no agent that could know it.
const lookup = dns.lookup;
dns.lookup = (name, options, done) =>
  lookup(name.endsWith(".localhost") ? "127.0.0.1" : name, options, done);

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

/** Of an error it tells a text: its own for a missing object, else that of the answer. */
async function refusal(call) {
  try {
    return await call();
  } catch (error) {
    if (error.message === "File not found in Tigris Storage") return { code: "NoSuchKey" };
    if (error.message.startsWith("The signature is not")) return { code: "SignatureDoesNotMatch" };
    throw error;
  }
}

async function everything() {
  const objects = [];
  const settings = { limit: 2, config: { ...config, endpoint: order.otherEndpoint } };
  let page = {};
  do {
    page = data(await list({ ...settings, paginationToken: page.paginationToken }));
    objects.push(...page.items.map(({ name, size, etag }) => ({ key: name, length: size, etag })));
  } while (page.hasMore);
  return { objects };
}

/** It keeps its clients by endpoint and key, and with them the secret: this is another endpoint. */
const wrongSecret = {
  endpoint: order.endpoint.replace("127.0.0.1", "localhost"),
  secretAccessKey: "wrong",
};

await report({
  get: () => get(order.key),
  head: async () => {
    const { size, etag, contentType } = data(await head(order.key, { config }));
    return { length: size, etag, type: contentType };
  },
  list: everything,
  range: () => get(order.key, { range: { start: range[0], end: range[1] } }),
  large: () => get(order.largeKey),
  missing: () => refusal(() => get(order.missingKey)),
  missingHead: async () =>
    data(await head(order.missingKey, { config })) === undefined ? { status: 404 } : {},
  wrongSecret: () => refusal(() => get(order.key, {}, wrongSecret)),
  oddKey: () => get(order.oddKey, {}, { endpoint: order.otherEndpoint }),
  hosted: () => get(order.key, {}, { endpoint: order.hosted, forcePathStyle: false }),
  retried: () => get(order.retriedKey, {}, { bucket: order.hastyBucket }),
  cold: () => get(order.coldKey),
});
