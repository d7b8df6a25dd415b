// The faces that this browser has seen. The list never leaves it.

import { element } from "./words.js";

const KEY = "avatar-origin.seen";
const MOST = 12;

const byId = (id) => document.getElementById(id);

/** Shows the faces seen before; choosing one asks for it again. */
export function start(choose, address) {
  byId("faces").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      choose(button.dataset.hash);
    }
  });
  byId("forget").addEventListener("click", () => {
    write([]);
    render(address);
  });
  render(address);
}

/** Puts a face first; called only for pictures that are there, so that showing them draws none. */
export function remember(hash, looks, address) {
  const others = read().filter((seen) => seen.hash !== hash);
  write([{ hash, looks }, ...others].slice(0, MOST));
  render(address);
}

function render(address) {
  const seen = read();
  byId("recent").hidden = seen.length === 0;
  const faces = seen.map(({ hash, looks }) => {
    const button = element("button", "", { type: "button", "data-hash": hash });
    const image = element("img", "", {
      src: `${address(hash)}?d=404&redirect=n`,
      alt: looks || "Avatar",
      width: 72,
      height: 72,
      loading: "lazy",
    });
    image.addEventListener("error", () => button.parentElement.remove(), { once: true });
    button.append(image);
    const item = element("li");
    item.append(button);
    return item;
  });
  byId("faces").replaceChildren(...faces);
}

/** What is stored, as far as it is what this page stores. */
function read() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return stored.filter(({ hash }) => /^[0-9a-f]{32,64}$/.test(hash));
  } catch {
    return [];
  }
}

function write(seen) {
  try {
    localStorage.setItem(KEY, JSON.stringify(seen));
  } catch {
    // A browser that stores nothing shows no list.
  }
}
