// Has images made by OpenAI's client: images.mjs BASE_URL TOKEN FOLDER.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import OpenAI from "openai";

const [baseURL, apiKey, folder] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey });

const models = await client.models.list();
const model = models.data[0].id;
console.log("model", model, (await client.models.retrieve(model)).object);
const answer = await client.images.generate({
  model,
  prompt: "headshot, 1girl, smile",
  n: 2,
  size: "256x256",
  response_format: "b64_json",
  seed: 3,
  steps: 4,
});
answer.data.forEach((image, index) =>
  writeFileSync(join(folder, `${index}.png`), Buffer.from(image.b64_json, "base64")));
const webp = await client.images.generate({ model, prompt: "a smile", output_format: "webp", steps: 2 });
writeFileSync(join(folder, "smile.webp"), Buffer.from(webp.data[0].b64_json, "base64"));
try {
  await client.images.generate({ model, prompt: "a", response_format: "url" });
} catch (error) {
  if (!(error instanceof OpenAI.BadRequestError)) throw error;
  console.log("refused", error.param, error.type);
}
try {
  await client.images.generate({ model: "dall-e-2", prompt: "a" });
} catch (error) {
  if (!(error instanceof OpenAI.NotFoundError)) throw error;
  console.log("unknown", error.code);
}
try {
  await new OpenAI({ baseURL, apiKey: "wrong" }).models.list();
} catch (error) {
  if (!(error instanceof OpenAI.AuthenticationError)) throw error;
  console.log("stranger", error.code);
}
