// @ts-check
// The first screen: drop, choose, or try it with a sample. Also everything else that brings files in.

import { demo_files } from "../pkg/clientele.js";
import { filesOf } from "./dropped.js";
import { element } from "./element.js";
import { read } from "./engine.js";
import { takeRecipe } from "./recipe.js";
import { now, update } from "./store.js";
import { word } from "./words.js";

/** The first screen. */
export function startPart() {
  return element("section", { class: "start", "aria-labelledby": "question" },
    element("h1", { id: "question" }, word("start.question")),
    element("div", { class: "drop" },
      element("p", { class: "drop-here" }, word("start.drop")),
      element("p", { class: "buttons" }, chooseButton("primary", word("start.choose")), " ", demoButton()),
      element("p", { class: "aside" }, word("start.which")),
      element("p", { class: "aside" }, word("start.paste"))),
    element("p", { class: "privacy" }, word("start.privacy"), " ",
      element("button", { type: "button", class: "link", onclick: () => update({ room: "airlock" }) }, word("start.check"))));
}

/**
 * A button that opens the file picker.
 * @param {string} style
 * @param {string} label
 */
export function chooseButton(style, label) {
  const picker = element("input", { type: "file", multiple: true, class: "unseen", tabindex: -1, "aria-hidden": "true" });
  picker.addEventListener("change", () => {
    if (picker.files) bring([...picker.files]);
    picker.value = "";
  });
  return element("span", null, picker,
    element("button", { type: "button", class: style, "data-focus": `choose ${label}`, onclick: () => picker.click() }, label));
}

function demoButton() {
  const demo = () => {
    /** @type {{ name: string, bytes: Uint8Array<ArrayBuffer> }[]} */
    const files = demo_files();
    read(files.map(({ name, bytes }) => new File([bytes], name, { type: "text/csv" })));
  };
  return element("button", { type: "button", "data-focus": "demo", "data-action": "demo", onclick: demo }, word("start.demo"));
}

/** Files may be dropped anywhere, and a copied table may be pasted anywhere but into a field. */
export function startListening() {
  let depth = 0;
  const mark = () => document.body.classList.toggle("dropping", depth > 0);
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  addEventListener("dragenter", (event) => {
    if (carriesFiles(event)) depth += 1;
    mark();
  });
  addEventListener("dragleave", (event) => {
    if (carriesFiles(event)) depth = Math.max(0, depth - 1);
    mark();
  });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    mark();
    if (event.dataTransfer) filesOf(event.dataTransfer).then(bring);
  });
  addEventListener("paste", paste);
}

/** Reads what is to be read and takes up what was decided before. @param {File[]} files */
async function bring(files) {
  const tables = await takeRecipe(files);
  if (tables.length > 0) read(tables);
}

/** @param {ClipboardEvent} event */
function paste(event) {
  const inField = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (inField || !event.clipboardData) return;
  const files = [...event.clipboardData.files];
  const text = event.clipboardData.getData("text/plain");
  if (files.length > 0) bring(files);
  else if (text.trim().includes("\n")) read([new File([text], pastedName(), { type: "text/csv" })]);
}

function pastedName() {
  const names = new Set(now().report?.sources.map((source) => source.file));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? "pasted.csv" : `pasted ${number}.csv`;
    if (!names.has(name)) return name;
  }
}
