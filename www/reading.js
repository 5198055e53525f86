// @ts-check
// Files on their way in: how fast, how far, how many rows, how much memory; and a way to stop.
/** @import { Reading, State } from "./store.js" */

import { element, show } from "./element.js";
import { cancel } from "./engine.js";
import { bytes, count, named, phrase, word } from "./words.js";

/**
 * Shows the files in a region. The numbers change many times a second, so the elements stay and only
 * the words in them change: a button that is replaced under the pointer cannot be pressed.
 * @param {Element} region
 * @returns {(state: State) => void}
 */
export function readingPart(region) {
  /** @type {((reading: Reading[]) => void) | null} */
  let follow = null;
  let names = "";
  return ({ reading }) => {
    const here = reading.map((file) => file.name).join("\n");
    if (here !== names || follow === null) follow = laidOut(region, reading);
    names = here;
    follow(reading);
  };
}

/** @param {Element} region @param {Reading[]} reading */
function laidOut(region, reading) {
  const lines = reading.map(line);
  const all = element("span", null);
  const warned = element("p", { class: "aside", role: "alert" });
  show(region, reading.length > 0 &&
    element("section", { class: "reading", "aria-label": word("reading.title") },
      element("ul", null, lines.map(({ item }) => item)), warned,
      element("p", { class: "aside" }, all, " ",
        element("button", { type: "button", class: "small", "data-action": "cancel", onclick: cancel }, word("reading.cancel")))));
  return (/** @type {Reading[]} */ files) => {
    files.forEach((file, index) => lines[index]?.follow(file));
    all.textContent = inAll(files);
    const large = files.find((file) => file.step === "reading" && file.tooLarge !== null);
    const said = large ? phrase("reading.too_large", { file: named(large.name), memory: bytes(large.tooLarge ?? 0) }) : "";
    if (warned.textContent !== said) warned.textContent = said;
  };
}

/** @param {Reading[]} files */
function inAll(files) {
  const done = files.every((file) => file.step === "read" || file.step === "refused");
  const held = Math.max(0, ...files.map((file) => file.memory));
  return done ? word("reading.understanding") : phrase("reading.memory", { memory: bytes(held) });
}

/** @param {Reading} file */
function line({ name, size }) {
  const bar = element("progress", { max: Math.max(1, size), value: 0, "aria-label": phrase("reading.of", { file: named(name) }) });
  const words = element("span", { class: "told" });
  const item = element("li", null, element("span", { class: "name" }, name), bar, words);
  const follow = (/** @type {Reading} */ file) => {
    item.dataset.step = file.step;
    bar.value = file.step === "read" ? bar.max : file.bytes;
    words.textContent = told(file);
  };
  return { item, follow };
}

/** @param {Reading} file */
function told(file) {
  const speed = file.seconds > 0 ? file.bytes / file.seconds : 0;
  const numbers = () => ({ speed: bytes(speed), records: count(file.records), bytes: bytes(file.bytes), size: bytes(file.size) });
  switch (file.step) {
    case "waiting": return word("reading.waiting");
    case "reading": return phrase("reading.progress", numbers());
    case "read": return phrase("reading.read", numbers());
    case "refused": return word("reading.refused");
  }
}
