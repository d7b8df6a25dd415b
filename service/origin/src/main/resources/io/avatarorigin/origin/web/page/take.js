// Lines to copy, and the picture at other sizes.

import { element } from "./words.js";

const byId = (id) => document.getElementById(id);
const USUAL_SIZES = [512, 256, 128, 80, 64, 32];
const SHOWN_SIZES = [96, 64, 40, 24];
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

let recipe;
let page;

/** Fills the choice of sizes, once. */
export function offerSizes(settings) {
  page = settings;
  const sizes = page.sizes?.length ? page.sizes : USUAL_SIZES;
  byId("size").replaceChildren(
    ...sizes.map((size) => element("option", `${size} px`, { value: size })),
  );
  byId("size").value = page.size;
  byId("size").addEventListener("change", write);
}

/** Offers a recipe's picture in lines to copy. */
export function offer(asked) {
  recipe = asked;
  write();
  byId("take").hidden = false;
}

function write() {
  const size = byId("size").value;
  const name = recipe.url.split("/").pop().replace(/@\d+/, `@${size}`);
  const address = new URL(`/avatar/${name}`, location.href).href;
  byId("url").value = address;
  byId("tag").value = `<img src="${address}" width="${size}" height="${size}" alt="Avatar">`;
  byId("curl").value = `curl -o ${name.split("@")[0]}.jpg ${address}`;
  byId("s3-line").hidden = !page.pictures && !(page.bucket && isReachable(page.bucket.endpoint));
  if (page.pictures) {
    byId("s3").value = `curl -O ${page.pictures}${name}`;
  } else if (page.bucket) {
    const { name: bucket, prefix, endpoint, region, unsigned } = page.bucket;
    const options = [`--endpoint-url ${endpoint}`, `--region ${region}`];
    if (unsigned) {
      options.push("--no-sign-request");
    }
    byId("s3").value = `aws s3 cp s3://${bucket}/${prefix}${name} . ${options.join(" ")}`;
  }
}

/** Whether it can be reached from where the page is seen. */
function isReachable(endpoint) {
  return LOOPBACK.has(location.hostname) || !LOOPBACK.has(new URL(endpoint).hostname);
}

/** Shows the picture as small as people use it; no further request is made. */
export function showSizes(source) {
  const sizes = SHOWN_SIZES.map((size) => {
    const item = element("li");
    const image = element("img", "", { src: source, alt: `${size} pixels`, width: size, height: size });
    item.append(image);
    return item;
  });
  byId("sizes").replaceChildren(...sizes);
  byId("sizes").hidden = false;
}

/** Copies a line; where the browser keeps its clipboard from plain http, by selecting it. */
export async function copy(button, tell) {
  const line = byId(button.dataset.copies);
  const text = line.value ?? line.textContent;
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied.");
  } catch {
    if (line.select) {
      line.select();
    } else {
      getSelection().selectAllChildren(line);
    }
    tell(document.execCommand("copy") ? "Copied." : "Selected: copy it with your keyboard.");
  }
  button.classList.add("done");
  setTimeout(() => button.classList.remove("done"), 1600);
}
