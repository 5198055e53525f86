// @ts-check
// What the engine makes of files and sections: values in, values out.
/** @import { Reading } from "./store.js" */
/** @import { Report, Sectioned } from "./types.d.ts" */

import { bytes, named, phrase, word } from "./words.js";

/** @param {File} file @returns {Reading} */
export const waitingFile = (file) => ({
  name: file.name, size: file.size, bytes: 0, records: 0, memory: 0, tooLarge: null, seconds: 0, step: "waiting",
});

/**
 * The files without one. The report sorts its files by name and numbers those of one name; what is kept
 * stands in the order of the drops.
 * @param {File[]} kept
 * @param {string} name
 */
export function without(kept, name) {
  const at = placeOf(kept, name);
  return kept.filter((_, index) => index !== at);
}

/** Where the file of this name in the report is among those kept; -1 when it is not. @param {File[]} kept @param {string} name */
export function placeOf(kept, name) {
  const found = kept.findIndex((file) => file.name === name);
  const numbered = kept.findLastIndex((file) => name.startsWith(`${file.name} (`));
  return found < 0 ? numbered : found;
}

/** Files of the session under their names in the report. @param {File[]} kept @param {string[]} names */
export const called = (kept, names) => names.flatMap((name) => {
  const file = kept[placeOf(kept, name)];
  return file ? [file.name === name ? file : new File([file], name)] : [];
});

/** What the engine did when it stopped. @param {import("./worker.js").Place} place @param {import("./types.d.ts").Arg} why */
export const whereEnded = (place, why) =>
  place.file !== undefined
    ? phrase("failed.reading", { file: named(place.file), bytes: bytes(place.byte ?? 0), why })
    : phrase("failed.working", { command: named(place.command ?? ""), why });

/** So many numbers are named of those that moved. */
const NAMED = 4;

/** What moved among the main numbers, which are those of the first view. @param {Report} before @param {Report} after */
export function moved(before, after) {
  const facts = mainFacts(after).flatMap(({ id, label, value }) => {
    const was = mainFacts(before).find((fact) => fact.id === id)?.value;
    const ends = was && { fact: named(label.said), before: named(was.exact), after: named(value.exact) };
    return ends && was.exact !== value.exact ? [named(phrase("moved.fact", ends))] : [];
  });
  if (facts.length > 0) return phrase("moved", { facts: { list: facts.slice(0, NAMED) } });
  return JSON.stringify(before.recipe) === JSON.stringify(after.recipe) ? "" : word("moved.nothing");
}

/**
 * Whether a command decides something: a filter does not, and neither does taking one back.
 * @param {import("./types.d.ts").Command} command
 * @param {Report | null} report
 */
export function decides(command, report) {
  if (command.command !== "restore") return !/filters?$/.test(command.command);
  const { recipe, view: { filters, ...view } } = command;
  return !report || JSON.stringify([recipe, view]) !== JSON.stringify([report.recipe, { ...report.view, filters: undefined }]);
}

/** @param {Report} report */
const mainFacts = ({ layout, sections }) =>
  sections.flatMap(({ id, outcome }) => (layout[0]?.sections.includes(id) && outcome.outcome !== "not_enough" ? outcome.result.facts : []));

/** The rows behind a number with the next ones. @template {NonNullable<import("./store.js").State["rows"]>} T @param {T} rows @param {import("./types.d.ts").Grid} grid */
export const withMore = (rows, grid) => ({ ...rows, grid: { ...grid, rows: [...(rows.offset === 0 ? [] : (rows.grid?.rows ?? [])), ...grid.rows] } });

/** The sections with one more, in the order of the layout. @param {Report} report @param {Sectioned} section */
export function placed(report, section) {
  const order = report.layout.flatMap((view) => view.sections);
  const others = report.sections.filter((other) => other.id !== section.id);
  return [...others, section].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** Whether a section stands on a view; where none is open all are seen. @param {Report} report @param {string} view @param {string} section */
export const isOn = ({ layout }, view, section) => layout.find(({ id }) => id === view)?.sections.includes(section) ?? true;
