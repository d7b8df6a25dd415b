// What a client program is told to read, and how it says what it saw.
import { createHash } from "node:crypto";
import { lookup } from "node:dns";
import { Agent } from "node:http";

/**
 * The first argument of every client program, as JSON.
 * @type {Record<"endpoint" | "hosted" | "otherEndpoint" | "bucket" | "hastyBucket" | "key" | "oddKey"
 *   | "largeKey" | "coldKey" | "retriedKey" | "lateKey" | "missingKey" | "etag" | "region" | "wrongRegion"
 *   | "accessKeyId" | "secretAccessKey" | "folder", string>}
 */
export const order = JSON.parse(process.argv[2]);

/** The octets that the ranged read asks for, both included. */
export const range = [100, 299];

/** @param {Buffer} content */
export function digest(content) {
  return { length: content.length, md5: createHash("md5").update(content).digest("hex") };
}

/** @param {AsyncIterable<Uint8Array>} stream */
export async function contentOf(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Names under localhost are this machine (RFC 6761), which not every resolver knows. */
export const localNames = new Agent({
  keepAlive: true,
  lookup: (name, options, done) =>
    lookup(name.endsWith(".localhost") ? "127.0.0.1" : name, options, done),
});

/**
 * Runs every check, whatever the others did, and prints what each saw.
 * @param {Record<string, () => Promise<object>>} checks
 */
export async function report(checks) {
  const seen = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      seen[name] = await check();
    } catch (error) {
      seen[name] = { error: String(error?.stack ?? error) };
    }
  }
  console.log(JSON.stringify(seen));
  localNames.destroy(); // minio-js leaves the answers unread that it tries again after
}
