// The demo page: hashes an address here in the browser, asks for its picture, and says what chose it.

import { Refusal, Unreached, ask as request, draw, problemOf } from "./drawing.js";
import { HASH, hashOf } from "./hash.js";
import * as playground from "./playground.js";
import * as recent from "./recent.js";
import { copy, offer, offerSizes, showSizes } from "./take.js";
import { explain, linkWordsAndDigits, spoken } from "./words.js";

const TYPING_PAUSE_MS = 1000;
const TITLE = document.title;
const LOOKS_WHOLE = /^(?:[^@\s]+@[^@\s]+\.[^@\s.]{2,}|[0-9a-f]{32}|[0-9a-f]{64})$/i;

const byId = (id) => document.getElementById(id);
const form = byId("ask");
const text = byId("text");
const frame = byId("frame");
const picture = byId("picture");
const sketch = byId("sketch");
const progress = byId("progress");

let settings;
let typing;
let asked = "";
let current = new AbortController();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener("change", (event) => {
  if (event.target.name === "algorithm") {
    ask();
  }
});
text.addEventListener("input", (event) => {
  clearTimeout(typing);
  // A half-typed address would be drawn, and cost somebody a draw.
  if (!event.isComposing && LOOKS_WHOLE.test(text.value.trim())) {
    typing = setTimeout(ask, TYPING_PAUSE_MS);
  }
});
byId("examples").addEventListener("click", (event) => {
  const example = event.target.closest("button");
  if (example) {
    text.value = example.textContent;
    ask();
  }
});
byId("again").addEventListener("click", () => {
  asked = "";
  ask();
});
for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", () => copy(button, (words) => tell(words)));
}
window.addEventListener("hashchange", askFragment);
linkWordsAndDigits(byId("facts"));
recent.start((hash) => {
  text.value = hash;
  ask();
  text.scrollIntoView({ block: "center" });
}, addressOf);

if (HASH.test(fragment())) {
  askFragment();
} else {
  text.value = byId("examples").querySelector("button").textContent;
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
  const hash = hashOf(text.value, form.elements.algorithm.value);
  if (hash !== "" && hash === asked) {
    return;
  }
  asked = hash;
  current.abort();
  current = new AbortController();
  const { signal } = current;
  if (hash === "") {
    clear();
    tell("Write something above.");
    return;
  }
  try {
    await show(hash, signal);
  } catch (error) {
    if (!signal.aborted) {
      asked = "";
      refuse(error);
    }
  }
}

function clear() {
  setState("idle");
  for (const id of ["facts", "take", "sizes"]) {
    byId(id).hidden = true;
  }
  byId("caption").textContent = "";
  playground.readFor();
  history.replaceState(null, "", location.pathname);
}

async function show(hash, signal) {
  const page = await readSettings();
  const answer = await request(addressOf(hash, ".json"), { signal });
  if (!answer.ok) {
    clear();
    throw new Refusal(await problemOf(answer));
  }
  const recipe = await answer.json();
  if (fragment() !== hash) {
    history[location.hash ? "pushState" : "replaceState"](null, "", `#${hash}`);
  }
  // Nothing chose a pinned picture's looks.
  byId("facts").hidden = recipe.pinned;
  if (!recipe.pinned) {
    explain(recipe);
  }
  offer(recipe);
  playground.readFor(recipe);
  setState("waiting");
  tell("Looking for this face.");
  const bytes = await draw(recipe, page.events, follow, signal);
  await reveal(bytes, recipe, signal);
}

async function readSettings() {
  if (!settings) {
    const answer = await request("/page.json");
    if (!answer.ok) {
      throw new Refusal(await problemOf(answer));
    }
    settings = await answer.json();
    offerSizes(settings);
    if (settings.playground) {
      playground.start();
    }
  }
  return settings;
}

function addressOf(hash, ending = "") {
  return settings ? `/avatar/${hash}@${settings.size}${ending}` : `/avatar/${hash}`;
}

/** Shows one step on the way to a picture. */
function follow(event) {
  if (event.kind === "queued") {
    progress.removeAttribute("value");
    progress.hidden = false;
    tell(event.position > 1 ? `Waiting: number ${event.position} in the queue.` : "Next to be drawn.");
  } else if (event.kind === "step") {
    progress.max = event.steps;
    progress.value = event.step;
    progress.hidden = false;
    byId("caption").textContent = `Step ${event.step} of ${event.steps}`;
    if (event.step === 1) {
      tell("Drawing.");
    }
    if (event.preview) {
      sketchFrom(event.preview);
    }
  } else {
    tell(`${event.words} Trying again in ${duration(event.seconds)}.`);
  }
}

/** Draws the picture as far as it is. */
async function sketchFrom(base64) {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  if (frame.dataset.state === "waiting") {
    sketch.width = bitmap.width;
    sketch.height = bitmap.height;
    sketch.getContext("2d").drawImage(bitmap, 0, 0);
    sketch.hidden = false;
  }
  bitmap.close();
}

async function reveal(bytes, recipe, signal) {
  const source = URL.createObjectURL(bytes);
  const next = new Image();
  next.src = source;
  await next.decode();
  if (signal.aborted) {
    URL.revokeObjectURL(source);
    return;
  }
  URL.revokeObjectURL(picture.src);
  const looks = recipe.pinned ? "" : spoken(recipe.slots).map((slot) => slot.words).join(", ");
  picture.src = source;
  picture.alt = looks ? `Avatar: ${looks}` : "Avatar";
  setState("shown");
  byId("caption").textContent = recipe.pinned
    ? "A picture that was put here for this hash."
    : "Always this face, for whoever asks.";
  document.title = `The face of ${recipe.hash.slice(0, 8)} - avatar-origin`;
  tell(`The face of ${recipe.hash.slice(0, 8)} is shown.`, true);
  showSizes(source);
  recent.remember(recipe.hash, looks, addressOf);
}

/** Says why there is no picture, and what can be done. */
function refuse(error) {
  setState("refused");
  byId("caption").textContent = "";
  tell("");
  if (error instanceof Refusal) {
    byId("notice-title").textContent = error.title;
    byId("notice-words").textContent = error.retryAfter && error.reason === "over_budget"
      ? `${error.message} There is room again in ${duration(error.retryAfter)}.`
      : error.message;
  } else if (error instanceof Unreached) {
    byId("notice-title").textContent = "Not reached";
    byId("notice-words").textContent = "This page could not reach its origin. Is it still running?";
  } else {
    console.error(error);
    byId("notice-title").textContent = "Something broke";
    byId("notice-words").textContent = "The fault is this page's; its console says more.";
  }
  byId("notice").hidden = false;
  tell(`${byId("notice-title").textContent}. ${byId("notice-words").textContent}`, true);
}

function setState(state) {
  frame.dataset.state = state;
  document.title = TITLE;
  picture.hidden = state === "idle" || state === "refused" || !picture.src;
  byId("notice").hidden = state !== "refused";
  if (state !== "waiting") {
    progress.hidden = true;
    sketch.hidden = true;
  } else {
    byId("caption").textContent = "";
  }
  if (state !== "shown") {
    byId("sizes").hidden = true;
  }
}

/** Says what happens; what is seen anyway is said to screen readers alone. */
function tell(words, seen = false) {
  byId("status").textContent = words;
  byId("status").classList.toggle("unseen", seen);
}

function duration(seconds) {
  if (seconds < 90) {
    return seconds === 1 ? "a second" : `${seconds} seconds`;
  }
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`;
}
