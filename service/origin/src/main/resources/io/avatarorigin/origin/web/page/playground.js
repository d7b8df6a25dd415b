// A vocabulary to play with: its faults at their lines, and what it would say of the hash.

import { chipOf, element, spoken } from "./words.js";

const TYPING_PAUSE_MS = 400;

const byId = (id) => document.getElementById(id);

let typing;
let inUse = "";
let current = new AbortController();
let recipe;

export function start() {
  byId("playground").hidden = false;
  byId("bench").addEventListener("toggle", open, { once: true });
  byId("restore").addEventListener("click", restore);
  byId("yaml").addEventListener("input", () => {
    number();
    clearTimeout(typing);
    typing = setTimeout(read, TYPING_PAUSE_MS);
  });
  byId("yaml").addEventListener("scroll", () => {
    byId("numbers").scrollTop = byId("yaml").scrollTop;
  });
  byId("faults").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      goTo(Number(button.dataset.line), Number(button.dataset.column));
    }
  });
}

/** Reads the vocabulary for another hash. */
export function readFor(asked) {
  recipe = asked;
  if (byId("bench").open) {
    read();
  }
}

async function open() {
  try {
    const answer = await fetch("/vocabulary.yaml");
    if (!answer.ok) {
      throw new Error(`The origin answered ${answer.status}.`);
    }
    inUse = await answer.text();
    restore();
  } catch {
    byId("verdict").textContent = "The vocabulary in use could not be fetched.";
  }
}

function restore() {
  byId("yaml").value = inUse;
  number();
  read();
}

function number() {
  const lines = byId("yaml").value.split("\n").length;
  byId("numbers").textContent = Array.from({ length: lines }, (_, i) => i + 1).join("\n");
  byId("numbers").scrollTop = byId("yaml").scrollTop;
}

async function read() {
  clearTimeout(typing);
  current.abort();
  current = new AbortController();
  if (!recipe?.slots) {
    byId("verdict").textContent = "Ask for a face above, and its hash is read here.";
    return;
  }
  try {
    const answer = await fetch(`/vocabulary?hash=${recipe.hash}`, {
      method: "POST",
      headers: { "Content-Type": "application/yaml" },
      body: byId("yaml").value,
      signal: current.signal,
    });
    const told = await answer.json();
    if (!answer.ok) {
      byId("verdict").textContent = told.detail ?? `The origin answered ${answer.status}.`;
      return;
    }
    show(told);
  } catch (error) {
    if (error.name !== "AbortError") {
      console.error(error);
      byId("verdict").textContent = "The origin could not be reached.";
    }
  }
}

function show(told) {
  const faults = told.faults ?? [];
  byId("yaml").setAttribute("aria-invalid", String(faults.length > 0));
  byId("faults").replaceChildren(...faults.map(faultItem));
  byId("reading").hidden = faults.length > 0;
  if (faults.length > 0) {
    byId("verdict").textContent =
      faults.length === 1 ? "One thing is wrong:" : `${faults.length} things are wrong:`;
    return;
  }
  const before = new Set(spoken(recipe.slots).map((slot) => `${slot.digit} ${slot.words}`));
  const slots = spoken(told.slots);
  const isNew = (slot) => !before.has(`${slot.digit} ${slot.words}`);
  byId("changed").replaceChildren(...slots.map((slot) => chipOf(slot, isNew(slot))));
  const changes = slots.filter(isNew).length;
  byId("verdict").textContent =
    byId("yaml").value === inUse
      ? "This is the vocabulary in use."
      : `A good vocabulary. For this hash ${countOf(changes)} differently.`;
}

function countOf(changes) {
  if (changes === 0) {
    return "it says nothing";
  }
  return changes === 1 ? "it says one thing" : `it says ${changes} things`;
}

function faultItem({ line, column, path, message }) {
  const item = element("li");
  const button = element("button", `Line ${line}`, {
    type: "button",
    class: "small",
    "data-line": line,
    "data-column": column,
  });
  item.append(button, ` ${path ? `${path}: ` : ""}${message}`);
  return item;
}

/** Puts the caret where a fault is. */
function goTo(line, column) {
  const yaml = byId("yaml");
  const lines = yaml.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const start = before + Math.max(0, column - 1);
  yaml.focus();
  yaml.setSelectionRange(start, before + (lines[line - 1]?.length ?? 0));
  const height = yaml.scrollHeight / Math.max(1, lines.length);
  yaml.scrollTop = Math.max(0, (line - 4) * height);
}
