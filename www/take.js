// @ts-check
// A figure or a table -> something to take along: a picture, a CSV file, the clipboard.
/** @import { Cell, Figure, Grid, Value } from "./types.d.ts" */

import { Look, figure_svg } from "../pkg/clientele.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { named, phrase, locale, word } from "./words.js";

/** The width of a picture to take along, in CSS pixels, and its pixels a CSS pixel. */
const [WIDTH, SCALE] = [800, 2];

/**
 * A menu of what can be done.
 * @param {string} key Unique on the page.
 * @param {string} name Of what.
 * @param {Record<string, () => unknown>} acts By the word's id.
 */
export function menu(key, name, acts) {
  const dots = element("span", { role: "img", "aria-label": phrase("take.menu", { name: named(name) }) }, "\u22ef");
  const made = fold(`menu ${key}`, dots, () => Object.entries(acts).map(([id, act]) => {
    const done = () => {
      made.open = false;
      made.querySelector("summary")?.focus();
      act();
    };
    return element("button", { type: "button", onclick: done }, word(`take.${id}`));
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

/** @param {Grid} grid @param {string} name */
export const tableActs = (grid, name) => ({
  csv: () => saveAs(`${fileName(name)}.csv`, new Blob([csv(grid)], { type: "text/csv" })),
  copy: () => copy(lines(grid, shown).map((cells) => cells.join("\t")).join("\n")),
});

/** @param {Figure} figure @param {HTMLCanvasElement} canvas */
export function pictureActs(figure, canvas) {
  const name = fileName(figure.title.said);
  const svg = () => new Blob([figure_svg(figure, canvas, new Look("light", locale), WIDTH)], { type: "image/svg+xml" });
  return {
    png: async () => saveAs(`${name}.png`, await png(svg())),
    svg: () => saveAs(`${name}.svg`, svg()),
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

/** @param {string} text */
async function copy(text) {
  await navigator.clipboard.writeText(text);
  const live = document.getElementById("live");
  if (live) live.textContent = word("take.copied");
}

/** Letters and figures of every script. @param {string} title */
const fileName = (title) => title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "clientele";

/** @param {Grid} grid @param {(cell: Cell) => string} said */
const lines = (grid, said) => [grid.columns.map((column) => column.label.said), ...grid.rows.map((row) => row.cells.map(said))];

/** @param {Cell} cell */
const shown = (cell) => ("value" in cell ? cell.value.exact : cell.text.said);

/** Safe to open in a spreadsheet, numbers in full: as the command line writes it. @param {Grid} grid */
const csv = (grid) => lines(grid, (cell) => ("value" in cell ? plain(cell.value) : cell.text.said))
  .map((cells) => cells.map((text) => `"${safe(text).replaceAll('"', '""')}"`).join(",") + "\r\n").join("");

/** @param {Value} value */
function plain({ quantity }) {
  if (quantity === null) return "";
  const { kind, currency, ...only } = /** @type {Record<string, unknown>} */ (quantity);
  return String(Object.values(only)[0]);
}

/** What a spreadsheet would take for a formula gets an apostrophe, unless it is a number. @param {string} text */
const safe = (text) => (/^[\s\ufeff]*[=+\-@\t\r\0\uff1d\uff0b\uff0d\uff20]/.test(text) && !/^-?\d+(\.\d+)?(e-?\d+)?$/.test(text) ? `'${text}` : text);
