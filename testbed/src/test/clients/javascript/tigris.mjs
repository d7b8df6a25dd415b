// Calls functions of Tigris' SDKs: each line it reads is {"package", "function", "arguments"} in JSON, each that it
// writes what came of it, {"data"} or {"error"}.
import * as iam from "@tigrisdata/iam";
import * as storage from "@tigrisdata/storage";
import { createInterface } from "node:readline";

const packages = { iam, storage };

async function call(order) {
  const { data, error } = await packages[order.package][order.function](...order.arguments);
  return error ? { error: error.message } : { data: data ?? null };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await call(JSON.parse(line)).catch((e) => ({ error: String(e) }))));
}
