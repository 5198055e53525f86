// @ts-check
// A figure or a table -> something to take along: a picture, a CSV file, the clipboard.
/** @import { Cell, Figure, Grid } from "./types.d.ts" */

import { Look, figure_svg } from "../pkg/clientele.js";
import { element } from "./element.js";
import { saved } from "./engine.js";
import { fold } from "./fold.js";
import { inOrder } from "./order.js";
import { memory, now, update } from "./store.js";
import { hideTip, showTip } from "./tooltip.js";
import { count, named, phrase, locale, word } from "./words.js";

/** The width of a picture to take along, in CSS pixels, and its pixels a CSS pixel. */
const [WIDTH, SCALE] = [800, 2];
/** How long it is told that something was done. */
const TOLD_MS = 6000;

/**
 * A menu of what can be done.
 * @param {string} key Unique on the page.
 * @param {string} name Of what.
 * @param {Record<string, (menu: Element) => unknown>} acts By what they are called.
 */
export function menu(key, name, acts) {
  const dots = element("span", { role: "img", "aria-label": phrase("take.menu", { name: named(name) }) }, "\u22ef");
  const made = fold(`menu ${key}`, dots, () => Object.entries(acts).map(([name, act]) => {
    const done = () => {
      made.open = false;
      made.querySelector("summary")?.focus();
      act(made);
    };
    return element("button", { type: "button", onclick: done }, name);
  }), "about menu");
  made.addEventListener("keydown", (event) => walk(made, event));
  made.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !made.contains(relatedTarget)) made.open = false;
  });
  return made;
}

/** The arrow keys open a menu and walk through it, around its ends. @param {HTMLDetailsElement} menu @param {KeyboardEvent} event */
function walk(menu, event) {
  const { key } = event;
  if (!["ArrowDown", "ArrowUp", "Home", "End"].includes(key)) return;
  event.preventDefault();
  const go = () => {
    const acts = [...menu.querySelectorAll("button")];
    const here = acts.findIndex((act) => act === document.activeElement);
    const to = { ArrowDown: here + 1, ArrowUp: here < 0 ? -1 : here - 1, Home: 0, End: -1 }[key] ?? 0;
    acts.at(to === acts.length ? 0 : to)?.focus();
  };
  if (menu.open) return go();
  menu.addEventListener("toggle", go, { once: true });
  menu.open = true;
}

/**
 * The file has all rows of the table, the clipboard those that are here, both in the order that is shown.
 * @param {Grid} grid
 * @param {string} name
 * @param {string} key Of the table on the page: its section first.
 */
export function tableActs(grid, name, key) {
  const { rows: { length }, total_rows: total } = grid;
  const args = { shown: count(length), total: count(total) };
  const [copies, done] = length < total ? [phrase("take.copy.cut", args), phrase("take.copied.cut", args)] : [word("take.copy"), word("take.copied")];
  return {
    [word("take.csv")]: () => csv(grid, name, key),
    [copies]: (/** @type {Element} */ menu) => copy(lines({ ...grid, rows: inOrder(grid, key) }), done, menu),
  };
}

/** Written by the core, which has all rows: safe to open in a spreadsheet, numbers in full. @param {Grid} grid @param {string} name @param {string} key */
async function csv(grid, name, key) {
  const [section = ""] = key.split(" ");
  const sorted = memory.sorted.get(key);
  const column = (sorted && grid.columns[sorted.column]?.label.said) ?? "";
  const trace = section === "drawer" ? (now().rows?.trace ?? null) : null;
  saveAs(`${fileName(name)}.csv`, await saved(section, { table: grid.id, column, down: sorted?.down ?? false, trace }));
}

/** @param {Figure} figure @param {HTMLCanvasElement} canvas */
export function pictureActs(figure, canvas) {
  const name = fileName(figure.title.said);
  const svg = () => new Blob([figure_svg(figure, canvas, new Look("light", locale), WIDTH)], { type: "image/svg+xml" });
  return {
    [word("take.png")]: async () => saveAs(`${name}.png`, await png(svg())),
    [word("take.svg")]: () => saveAs(`${name}.svg`, svg()),
  };
}

/** @param {Blob} svg @returns {Promise<Blob | null>} */
async function png(svg) {
  const url = URL.createObjectURL(svg);
  const image = Object.assign(new Image(), { src: url });
  await image.decode();
  const [width, height] = [image.naturalWidth * SCALE, image.naturalHeight * SCALE];
  const canvas = element("canvas", { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(url);
  return new Promise((done) => canvas.toBlob(done));
}

/** @param {string} name @param {Blob | null | undefined} blob */
export function saveAs(name, blob) {
  if (!blob) return;
  const url = URL.createObjectURL(blob);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 9999);
}

/** @param {string} text @param {string} done @param {Element} menu */
async function copy(text, done, menu) {
  let said = done;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    said = word("take.refused");
    update({ notice: said });
  }
  const live = document.getElementById("live");
  if (live) live.textContent = said;
  const { left, top } = menu.getBoundingClientRect();
  showTip([said], left, top);
  setTimeout(hideTip, TOLD_MS);
}

/** Letters and figures of every script. @param {string} title */
const fileName = (title) => title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "clientele";

/** Cells between tabs, safe to paste into a spreadsheet. @param {Grid} grid */
const lines = ({ columns, rows }) =>
  [columns.map(({ label }) => safe(label.said)), ...rows.map((row) => row.cells.map(shown))].map((cells) => cells.join("\t")).join("\n");

/** @param {Cell} cell */
const shown = (cell) => ("value" in cell ? cell.value.exact : safe(cell.text.said));

/** What a spreadsheet would take for a formula gets an apostrophe, unless it is a number; a cell is one line. @param {string} text */
const safe = (text) => (/^[\s\ufeff]*[=+\-@\0\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? `'${text}` : text).replace(/[\t\r\n]+/g, " ");
