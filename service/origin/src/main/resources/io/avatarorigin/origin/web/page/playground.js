// A vocabulary to play with: its faults at their lines, and what it would say of the hash.

import { chipOf, element, spoken } from "./words.js";

const TYPING_PAUSE_MS = 400;

const byId = (id) => document.getElementById(id);
const yaml = byId("yaml");

let typing;
let inUse = "";
let current = new AbortController();
let recipe;
let faultyLines = new Set();

export function start() {
  byId("playground").hidden = false;
  byId("bench").addEventListener("toggle", opened);
  byId("restore").addEventListener("click", restore);
  yaml.addEventListener("input", () => {
    number();
    clearTimeout(typing);
    typing = setTimeout(read, TYPING_PAUSE_MS);
  });
  yaml.addEventListener("scroll", () => {
    byId("numbers").scrollTop = yaml.scrollTop;
  });
  byId("faults").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      goTo(Number(button.dataset.line), Number(button.dataset.column));
    }
  });
}

/** Reads the vocabulary for another hash, or for none. */
export function readFor(asked) {
  recipe = asked;
  opened();
}

async function opened() {
  if (!byId("bench").open) {
    return;
  }
  if (inUse !== "") {
    read();
    return;
  }
  try {
    const answer = await fetch("/vocabulary.yaml");
    if (!answer.ok) {
      throw new Error(`The origin answered ${answer.status}.`);
    }
    inUse = await answer.text();
    restore();
  } catch (error) {
    console.error(error);
    say("The vocabulary in use could not be fetched. Close and open this to try again.");
  }
}

function restore() {
  yaml.value = inUse;
  yaml.setSelectionRange(0, 0);
  yaml.scrollTop = 0;
  number();
  read();
}

/** Numbers the lines, and marks those with faults. */
function number() {
  const parts = [""];
  yaml.value.split("\n").forEach((_, i) => {
    if (faultyLines.has(i + 1)) {
      parts.push(element("b", i + 1), "\n");
    } else {
      parts.push(`${parts.pop()}${i + 1}\n`);
    }
  });
  byId("numbers").replaceChildren(...parts);
  byId("numbers").scrollTop = yaml.scrollTop;
}

async function read() {
  clearTimeout(typing);
  current.abort();
  current = new AbortController();
  if (!recipe) {
    showNothing("Ask for a face above, and its hash is read here.");
    return;
  }
  try {
    const answer = await fetch(`/vocabulary?hash=${recipe.hash}`, {
      method: "POST",
      headers: { "Content-Type": "application/yaml" },
      body: yaml.value,
      signal: current.signal,
    });
    const told = await answer.json();
    if (answer.ok) {
      show(told);
      return;
    }
    showNothing(told.detail ?? `The origin answered ${answer.status}.`);
    if (answer.headers.has("Retry-After")) {
      typing = setTimeout(read, Number(answer.headers.get("Retry-After")) * 1000);
    }
  } catch (error) {
    if (error.name !== "AbortError") {
      console.error(error);
      showNothing("The origin could not be reached.");
    }
  }
}

function showNothing(words) {
  showFaults([]);
  byId("reading").hidden = true;
  say(words);
}

function show(told) {
  const faults = told.faults ?? [];
  showFaults(faults);
  byId("reading").hidden = faults.length > 0;
  if (faults.length > 0) {
    const [{ line, message }] = faults;
    say(
      faults.length === 1 ? "One thing is wrong:" : `${faults.length} things are wrong:`,
      `${faults.length === 1 ? "in" : "the first in"} line ${line}, ${message}`,
    );
    return;
  }
  const before = recipe.pinned ? told : recipe;
  const slots = new Set(before.slots.map(saying));
  byId("changed").replaceChildren(
    ...spoken(told.slots).map((slot) => chipOf(slot, !slots.has(saying(slot)))),
  );
  compare("new-prompt", before.prompt, told.prompt);
  compare("new-negative", before.negativePrompt || "nothing", told.negativePrompt || "nothing");
  compare("new-seed", String(before.seed), String(told.seed));
  say(verdictOn(told, before));
}

function verdictOn(told, before) {
  if (yaml.value === inUse) {
    return "This is the vocabulary in use.";
  }
  if (recipe.pinned) {
    return "A good vocabulary, but the picture of this hash was put here, whatever one says.";
  }
  const changes = [
    told.prompt !== before.prompt && "the prompt",
    told.negativePrompt !== before.negativePrompt && "what is steered away from",
    told.seed !== before.seed && "the seed",
  ].filter(Boolean);
  const all = new Intl.ListFormat("en").format(changes);
  return `A good vocabulary. For this hash it changes ${all || "nothing"}.`;
}

function saying(slot) {
  return `${slot.digit} ${slot.words}`;
}

/** Shows a list of words, what is new in it, and what is gone from it. */
function compare(id, before, now) {
  const old = before.split(", ");
  const words = now.split(", ");
  const gone = old.filter((word) => !words.includes(word));
  byId(id).replaceChildren(
    ...listed(words.map((word) => (old.includes(word) ? word : marked("ins", "new: ", word)))),
    ...listed(gone.map((word, i) => marked("del", i === 0 ? "gone: " : "", word)), ", "),
  );
}

function marked(name, unseen, word) {
  const made = element(name);
  made.append(element("span", unseen, { class: "unseen" }), word);
  return made;
}

function listed(parts, first = "") {
  return parts.flatMap((part, i) => [i === 0 ? first : ", ", part]);
}

function showFaults(faults) {
  faultyLines = new Set(faults.map((fault) => fault.line));
  number();
  yaml.setAttribute("aria-invalid", String(faults.length > 0));
  byId("faults").replaceChildren(...faults.map(faultItem));
}

function faultItem({ line, column, path, message }, i) {
  const item = element("li");
  const button = element("button", `Line ${line}`, {
    type: "button",
    class: "small",
    "data-line": line,
    "data-column": column,
    "aria-describedby": `fault-${i}`,
  });
  item.append(
    button,
    " ",
    element("span", path ? `${path}: ${message}` : message, { id: `fault-${i}` }),
  );
  return item;
}

/** Says how the vocabulary is; what is seen anyway is said to screen readers alone. */
function say(words, unseen = "") {
  const verdict = byId("verdict");
  if (verdict.dataset.said !== words + unseen) {
    verdict.dataset.said = words + unseen;
    verdict.replaceChildren(words, element("span", ` ${unseen}`, { class: "unseen" }));
  }
}

/** Puts the caret where a fault is. */
function goTo(line, column) {
  const lines = yaml.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const text = lines[line - 1] ?? "";
  const start = before + [...text].slice(0, column - 1).join("").length;
  yaml.setSelectionRange(start, before + text.length);
  yaml.focus();
  const height = yaml.scrollHeight / Math.max(1, lines.length);
  yaml.scrollTop = Math.max(0, (line - 4) * height);
}
