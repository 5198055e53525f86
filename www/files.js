// @ts-check
// What was understood of each file: a sentence, and behind it the decisions, the columns and their
// roles, the first rows.
/** @import { SourceCard } from "./types.d.ts" */

import { columnPart } from "./column.js";
import { controlPart } from "./control.js";
import { element } from "./element.js";
import { send, wonder } from "./engine.js";
import { fold } from "./fold.js";
import { chooseButton } from "./start.js";
import { now, update } from "./store.js";
import { bytes, count, named, phrase, word } from "./words.js";

/** What is said of a file before its columns are looked at. */
const OF_WHOLE_FILE = /^(encoding|delimiter|header)\./;

/** @type {Record<string, string>} */
const NAMES = { "\r": "\\r", "\n": "\\n", "\t": "\\t" };

/** @param {SourceCard[]} sources */
export function filesPart(sources) {
  return element("section", { class: "files", "aria-labelledby": "files" },
    element("div", { class: "head" }, element("h2", { id: "files" }, word("files.title")), chooseButton("small", word("files.add"))),
    sources.map(card));
}

/** The same in brief, for the first view. @param {SourceCard[]} sources */
export function filesInBrief(sources) {
  const files = { list: sources.map((source) => named(source.file)) };
  return fold("files in brief", phrase("files.brief", { n: count(sources.length), files }), () => [
    element("ul", null, sources.map((source) => element("li", null, source.sentence.said))),
    element("button", { type: "button", class: "link", onclick: () => update({ room: "data" }) }, word("files.more")),
  ], "line");
}

/** @param {SourceCard} source @param {number} index */
function card(source, index) {
  const profiles = now().profiles[source.file] ?? [];
  const unsure = source.decisions.filter(({ id }) => id.endsWith(".unsure"));
  const reading = () => element("div", { class: "controls" }, source.reading.map(controlPart));
  const whole = source.reading.filter(({ id }) => OF_WHOLE_FILE.test(id));
  const chosen = whole.flatMap(({ kind, value }) => (kind.kind === "choice" ? kind.options.filter((option) => option.value === value) : []));
  const how = [word("files.how"), chosen.map(({ label }) => label.said).join(", ")].filter(Boolean).join(": ");
  const size = phrase("files.size", { size: bytes(source.bytes), records: count(source.records) });
  return element("article", { class: "card source", "data-file": source.file },
    element("div", { class: "head" },
      element("h3", null, source.file, " ", element("span", { class: "aside" }, size)),
      removeButton(source.file, index)),
    element("p", null, source.sentence.said),
    source.changed && element("p", { class: "changed-by", role: "status" }, source.changed.said),
    unsure.map(({ said }) => element("p", { class: "notice warn" }, said)),
    unsure.length > 0 && [reading(), preview(source)],
    source.decisions.filter(({ id }) => id.startsWith("reading.aside")).map(({ said }) => element("p", { class: "aside" }, said)),
    fold(`file ${source.file}`, how, () => (glance(source.file), [
      unsure.length === 0 && reading(),
      element("ul", { class: "decisions" }, source.decisions.map((decision) => element("li", null, decision.said))),
      element("h4", null, word("files.columns")),
      element("div", { class: "columns" }, source.columns.map((column, index) => columnPart(column, profiles[index], source.file))),
      unsure.length === 0 && source.preview.length > 0 && element("h4", null, word("files.preview")),
      unsure.length === 0 && source.preview.length > 0 && preview(source),
      element("p", { class: "aside hash" }, phrase("files.hash", { hash: named(source.sha256) })),
    ])));
}

/** Asks once what is in the columns of a file. @param {string} file */
function glance(file) {
  if (!now().profiles[file]) wonder({ command: "profile", file });
  now().profiles[file] ??= [];
}

/** @param {string} file @param {number} index */
function removeButton(file, index) {
  const remove = () => send({ command: "remove_file", file: index });
  return element("button", { type: "button", class: "quiet", onclick: remove, "aria-label": phrase("files.remove", { file: named(file) }), "data-tip": phrase("files.remove", { file: named(file) }) }, "\u00d7");
}

/** @param {SourceCard} source */
function preview({ file, columns, preview }) {
  return element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": phrase("files.preview.of", { file: named(file) }) },
    element("table", { class: "all" },
      element("thead", null, element("tr", null, columns.map((column) => element("th", { scope: "col" }, column.name)))),
      element("tbody", null, preview.map((row) => element("tr", null, row.map((cell) => element("td", null, visible(cell))))))));
}

/** What cannot be seen in a cell is written out and marked. @param {string} cell */
function visible(cell) {
  return cell.split(/([\u0000-\u001f\u007f\u00a0\u200b-\u200f\ufeff])/).map((part, index) =>
    index % 2 === 0 ? part : element("mark", null, NAMES[part] ?? `\\u${part.charCodeAt(0).toString(16).padStart(4, "0")}`));
}
