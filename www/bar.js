// @ts-check
// What holds everywhere: which data, the controls, the filters in force, the airlock light.
/** @import { FilterChip, Report } from "./types.d.ts" */
/** @import { State } from "./store.js" */

import { lightPart } from "./airlock.js";
import { controlPart } from "./control.js";
import { element } from "./element.js";
import { clearAll, send } from "./engine.js";
import { fold } from "./fold.js";
import { redo, undo } from "./history.js";
import { findPart } from "./rail.js";
import { now, update } from "./store.js";
import { count, named, phrase, word } from "./words.js";

/** Settings that are seen without asking. */
const AT_HAND = 2;

/** @param {State} state */
export function barPart(state) {
  const { report } = state;
  return [
    element("button", { type: "button", class: "brand", "data-focus": "brand", onclick: () => update({ room: "" }) }, "Clientele"),
    report && element("h1", { class: "data-title", "data-busy": state.busy, "data-tip": report.title.said }, report.title.said),
    ...(report ? settings(report) : []),
    element("div", { class: "grow" }),
    report && report.points !== null && element("button", { type: "button", class: "link", "data-focus": "quality", "data-tip": report.quality.said, onclick: () => update({ room: "data" }) }, phrase("bar.quality", { points: count(report.points) })),
    report && state.past.length > 0 && backButton("undo", undo),
    report && state.future.length > 0 && backButton("redo", redo),
    report && clearButton("wide-only"),
    lightPart(state),
  ];
}

/** The first ones and what was changed at hand, the others a click away. @param {Report} report */
function settings({ controls, names_customers }) {
  const near = controls.filter((control, index) => index < AT_HAND || control.changed);
  const far = controls.filter((control) => !near.includes(control));
  return [
    near.length > 0 && element("div", { class: "controls wide-only" }, near.map(controlPart)),
    far.length > 0 && fold("bar more", word("bar.controls"), () => far.map(controlPart), "pop wide-only"),
    controls.length > 0 && fold("bar controls", word("bar.controls"), () => [names_customers && findPart(""), ...controls.map(controlPart), clearButton("")], "narrow-only"),
  ];
}

/** @param {string} id @param {() => void} act */
const backButton = (id, act) =>
  element("button", { type: "button", class: "link", "data-action": id, "data-focus": id, onclick: act }, word(`bar.${id}`));

/** @param {string} style */
const clearButton = (style) =>
  element("button", { type: "button", class: `link ${style}`, "data-action": "clear", "data-focus": "clear", onclick: clearAll }, word("bar.clear"));

/** @param {Report | null} report */
export function filtersPart(report) {
  if (!report || report.filters.length === 0) return null;
  return element("div", { class: "filters" },
    report.filters.map(chip),
    report.filters.length > 1 && element("button", { type: "button", class: "link", onclick: () => send({ command: "clear_filters" }) }, word("filters.clear")));
}

/** @param {FilterChip} chip @param {number} index */
function chip({ filter, label }, index) {
  const { dimension, value } = filter.key;
  const remove = () => send({ command: "toggle_filter", filter });
  // The opposite question: what would the rest look like?
  const turn = () => {
    const { report } = now();
    if (!report) return;
    const { recipe, view } = report;
    const filters = view.filters.map((one, at) => (at === index ? { ...one, without: !one.without } : one));
    send({ command: "restore", recipe, view: { ...view, filters } });
  };
  return element("span", { class: "chip" },
    element("button", { type: "button", class: "link", onclick: turn, "data-tip": word(filter.without ? "filters.only" : "filters.without"), "data-focus": `turn ${dimension} ${value}` }, label.said),
    element("button", { type: "button", class: "quiet", onclick: remove, "aria-label": phrase("filters.remove", { filter: named(label.said) }), "data-focus": `chip ${dimension} ${value}` }, "\u00d7"));
}

/** Escape takes the last filter away. @param {Report | null} report */
export function removeLastFilter(report) {
  const last = report?.filters.at(-1);
  if (last) send({ command: "toggle_filter", filter: last.filter });
  return last !== undefined;
}
