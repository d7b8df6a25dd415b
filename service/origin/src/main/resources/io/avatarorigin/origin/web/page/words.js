// The words that digits chose: chips that show their digit, and the hash that shows its chips.

const byId = (id) => document.getElementById(id);

/** The slots of a reading that say something. */
export function spoken(slots) {
  return slots.filter((slot) => slot.words !== "");
}

export function element(name, content = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = content;
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  return made;
}

/** Shows what a recipe is made of. */
export function explain(recipe) {
  const slots = spoken(recipe.slots);
  const digits = [...recipe.hash].map((digit, i) => {
    const made = element("span", digit);
    made.dataset.digit = i;
    return made;
  });
  for (const slot of slots) {
    digits[slot.digit].classList.add("chooses");
  }
  byId("hash").replaceChildren(...digits);
  byId("hash-text").textContent = recipe.hash;
  const chips = slots.map((slot) => chipOf(slot));
  for (const chip of chips) {
    chip.tabIndex = 0;
  }
  byId("words").replaceChildren(...chips);
  byId("seed").textContent = recipe.seed;
  byId("prompt").textContent = recipe.prompt;
  byId("negative").textContent = recipe.negativePrompt || "nothing";
}

/** A word and the digit that chose it; the difference to another reading is marked. */
export function chipOf(slot, changed = false) {
  const value = slot.value.toString(16);
  const chip = element("li");
  chip.dataset.digit = slot.digit;
  chip.classList.toggle("changed", changed);
  chip.append(
    element("small", `${slot.digit}\u00b7${value}`, { "aria-hidden": "true" }),
    slot.words,
    element(
      "span",
      `, chosen by digit ${slot.digit}, which is ${value}${changed ? ", changed" : ""}`,
      { class: "unseen" },
    ),
  );
  return chip;
}

/** Pointing at a chip marks its digit, and pointing at a digit its chips. */
export function linkWordsAndDigits(root) {
  const mark = (event, on) => {
    const digit = event.target.closest?.("[data-digit]")?.dataset.digit;
    if (digit !== undefined) {
      for (const match of root.querySelectorAll(`[data-digit="${digit}"]`)) {
        match.classList.toggle("pointed", on);
      }
    }
  };
  for (const type of ["pointerover", "focusin"]) {
    root.addEventListener(type, (event) => mark(event, true));
  }
  for (const type of ["pointerout", "focusout"]) {
    root.addEventListener(type, (event) => mark(event, false));
  }
}
