// @ts-check
// Files on their way in: how fast, how far, how many rows, how much memory; and a way to stop.
/** @import { Reading, State } from "./store.js" */

import { element } from "./element.js";
import { cancel } from "./engine.js";
import { bytes, count, named, phrase, word } from "./words.js";

/** @param {State} state */
export function readingPart(state) {
  const held = Math.max(0, ...state.reading.map((file) => file.memory));
  const done = state.reading.every((file) => file.step === "read" || file.step === "refused");
  return element("section", { class: "reading", "aria-label": word("reading.title") },
    element("ul", null, state.reading.map(file)),
    element("p", { class: "aside" },
      done ? word("reading.understanding") : phrase("reading.memory", { memory: bytes(held) }), " ",
      element("button", { type: "button", class: "small", "data-action": "cancel", "data-focus": "cancel", onclick: cancel }, word("reading.cancel"))));
}

/** @param {Reading} file */
function file(file) {
  const speed = file.seconds > 0 ? file.bytes / file.seconds : 0;
  const told = {
    waiting: () => word("reading.waiting"),
    reading: () => phrase("reading.progress", { speed: bytes(speed), records: count(file.records), bytes: bytes(file.bytes), size: bytes(file.size) }),
    read: () => phrase("reading.read", { speed: bytes(speed), records: count(file.records), size: bytes(file.size) }),
    refused: () => word("reading.refused"),
  };
  return element("li", { "data-step": file.step },
    element("span", { class: "name" }, file.name),
    element("progress", { max: Math.max(1, file.size), value: file.step === "read" ? Math.max(1, file.size) : file.bytes, "aria-label": phrase("reading.of", { file: named(file.name) }) }),
    element("span", { class: "told" }, told[file.step]()));
}
