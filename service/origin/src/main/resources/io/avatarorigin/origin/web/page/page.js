// The demo page: hashes an address here in the browser, asks for its picture, and says what chose it.

import { md5 } from "./md5.js";

const TYPING_PAUSE_MS = 450;
const PATIENT_TEXT_AFTER_MS = 300;
const RETRY_WITHOUT_ADVICE_S = 5;
const MOST_RETRIES = 20;
const HASH = /^([0-9a-f]{32}|[0-9a-f]{64})$/;

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const text = byId("text");
const frame = byId("frame");
const picture = byId("picture");
const status = byId("status");
const examples = [...byId("examples").querySelectorAll("button")];

const settings = fetch("/page.json").then((answer) => answer.json());
let typing;
let asked = "";
let current = new AbortController();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener("change", ask);
text.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(ask, TYPING_PAUSE_MS);
});
for (const example of examples) {
  example.addEventListener("click", () => {
    text.value = example.textContent;
    ask();
  });
}
for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => copy(button));
}
window.addEventListener("hashchange", askFragment);

// Browsers have SHA-256 for pages that came over TLS or from this machine only.
if (!globalThis.crypto?.subtle) {
  const sha256 = form.elements.algorithm[1];
  sha256.disabled = true;
  sha256.parentElement.title = "This browser computes SHA-256 for https pages only";
}
if (HASH.test(fragment())) {
  askFragment();
} else {
  text.value = examples[0].textContent;
  ask();
}

function fragment() {
  return location.hash.slice(1).toLowerCase();
}

function askFragment() {
  if (HASH.test(fragment()) && fragment() !== asked) {
    text.value = fragment();
    ask();
  }
}

/** Asks for the picture of what stands in the field, and forgets what was asked before. */
async function ask() {
  clearTimeout(typing);
  const wanted = text.value.trim().toLowerCase();
  for (const example of examples) {
    example.setAttribute("aria-pressed", String(example.textContent === wanted));
  }
  const hash = wanted === "" ? "" : await hashOf(wanted);
  if (hash !== "" && hash === asked && frame.dataset.state !== "refused") {
    return;
  }
  asked = hash;
  current.abort();
  current = new AbortController();
  try {
    await (hash === "" ? idle() : show(hash, current.signal));
  } catch (error) {
    if (error.name !== "AbortError") {
      say("refused", "This page could not reach its origin. Is it still running?");
    }
  }
}

/** A hash stands for itself; everything else is hashed as Gravatar does. */
async function hashOf(wanted) {
  if (HASH.test(wanted)) {
    return wanted;
  }
  const bytes = new TextEncoder().encode(wanted);
  return form.elements.algorithm.value === "sha256"
    ? hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))
    : hex(md5(bytes));
}

function idle() {
  picture.hidden = true;
  byId("facts").hidden = true;
  byId("take").hidden = true;
  byId("hash").textContent = "";
  history.replaceState(null, "", location.pathname);
  say("idle", "Write something above.");
}

async function show(hash, signal) {
  const page = await settings;
  const answer = await fetch(`/avatar/${page.prefix}${hash}@${page.size}.json`, { signal });
  if (!answer.ok) {
    idle();
    say("refused", (await problemOf(answer)).detail);
    return;
  }
  const recipe = await answer.json();
  signal.throwIfAborted();
  history.replaceState(null, "", `#${hash}`);
  explain(recipe);
  offer(recipe, page);
  await draw(recipe, signal);
}

/** Waits for the picture, coming back whenever the origin says that it may help. */
async function draw(recipe, signal) {
  for (let attempt = 0; attempt <= MOST_RETRIES; attempt++) {
    const patience = setTimeout(
      () => say("waiting", "Drawing. A face that nobody has asked for yet takes a moment."),
      PATIENT_TEXT_AFTER_MS,
    );
    signal.addEventListener("abort", () => clearTimeout(patience));
    let answer;
    try {
      // Not from a bucket that others are sent to: this page asks no other host.
      answer = await fetch(`${recipe.url}?redirect=n`, { signal });
    } finally {
      clearTimeout(patience);
    }
    if (answer.ok) {
      const bytes = await answer.blob();
      signal.throwIfAborted();
      reveal(bytes, recipe);
      return;
    }
    const problem = await problemOf(answer);
    if (answer.status !== 429 && answer.status !== 503) {
      picture.hidden = true;
      say("refused", problem.detail);
      return;
    }
    const seconds = Number(answer.headers.get("Retry-After")) || RETRY_WITHOUT_ADVICE_S;
    picture.hidden = true;
    say("waiting", `${problem.detail} Trying again in ${duration(seconds)}.`);
    await pause(seconds, signal);
  }
  say("refused", "Still not drawn after many tries. Press Enter in the field to try again.");
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return { detail: `The origin answered ${answer.status}.` };
  }
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

function duration(seconds) {
  if (seconds < 90) {
    return seconds === 1 ? "a second" : `${seconds} seconds`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}

function say(state, words) {
  picture.alt = "";
  frame.dataset.state = state;
  status.textContent = words;
  status.classList.toggle("trouble", state === "refused");
}

function reveal(bytes, recipe) {
  URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(bytes);
  picture.hidden = false;
  if (recipe.pinned) {
    say("shown", "A picture that was put here for this hash.");
    picture.alt = "Avatar";
    return;
  }
  say("shown", "Always this face, for whoever asks.");
  picture.alt = `Avatar: ${wordsOf(recipe).map((slot) => slot.words).join(", ")}`;
}

function wordsOf(recipe) {
  return recipe.slots.filter((slot) => slot.words !== "");
}

/** Nothing chose a pinned picture's looks. */
function explain(recipe) {
  if (recipe.pinned) {
    byId("facts").hidden = true;
    return;
  }
  const slots = wordsOf(recipe);
  const chips = slots.map((slot) => {
    const chip = element("li", "");
    const digit = element("small", `${slot.digit}\u00b7${slot.value.toString(16)}`);
    chip.title = `Digit ${slot.digit} of the hash is ${slot.value.toString(16)}`;
    chip.append(digit, slot.words);
    return chip;
  });
  byId("words").replaceChildren(...chips);
  const choosing = new Set(slots.map((slot) => slot.digit));
  const digits = [...recipe.hash].map((digit, i) => element(choosing.has(i) ? "mark" : "span", digit));
  byId("hash").replaceChildren(...digits);
  byId("seed").textContent = recipe.seed;
  byId("facts").hidden = false;
}

function offer(recipe, page) {
  const address = new URL(recipe.url, location.href).href;
  byId("url").textContent = address;
  byId("tag").textContent = `<img src="${address}" width="${page.size}" height="${page.size}" alt="">`;
  const name = recipe.url.slice(`/avatar/${page.prefix}`.length);
  byId("s3-line").hidden = !page.bucket && !page.pictures;
  if (page.pictures) {
    byId("s3").textContent = `curl -O ${page.pictures}${name}`;
  } else if (page.bucket) {
    const { name: bucket, prefix, endpoint } = page.bucket;
    byId("s3").textContent = `aws s3 cp s3://${bucket}/${prefix}${name} . --endpoint-url ${endpoint}`;
  }
  byId("take").hidden = false;
}

function element(name, content) {
  const made = document.createElement(name);
  made.textContent = content;
  return made;
}

/** Copies a line; where the browser keeps its clipboard from plain http, by selecting it. */
async function copy(button) {
  const line = byId(button.dataset.copies);
  getSelection().selectAllChildren(line);
  let copied = true;
  try {
    await navigator.clipboard.writeText(line.textContent);
  } catch {
    copied = document.execCommand("copy");
  }
  button.textContent = copied ? "Copied" : "Selected";
  setTimeout(() => (button.textContent = "Copy"), 1600);
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
