// @ts-check
// A grid -> a table: sticky header, numbers right-aligned, sorted by the exact values.
/** @import { Cell, Grid, Row } from "./types.d.ts" */

import { click, keyed, prevent, tellActs } from "./acts.js";
import { element, show } from "./element.js";
import { openRows } from "./lookup.js";
import { inOrder } from "./order.js";
import { memory } from "./store.js";
import { menu, tableActs } from "./take.js";
import { count, phrase, unbroken, word } from "./words.js";

/** So many rows are seen at first, and a few more where all fit in that. */
const [FIRST, FEW] = [12, 15];
/** A phone shows this many columns until asked for all. */
const PHONE_COLUMNS = 3;
/** Words longer than this are broken into lines; longer than that they have a line of their own in a wide table. */
const [LONG, SENTENCE] = [40, 48];
const WIDE = 6;
/** In a wide table words are broken sooner, and a name above numbers keeps so much of its beginning and its end. */
const [BROAD, HEAD, TAIL] = [24, 26, 14];
/** So few letters stand on one line. */
const SHORT = 12;

/** How many of twelve columns a table asks for. @param {Grid} grid */
export const spanOf = ({ columns, rows }) =>
  (columns.length <= 4 && rows.every(({ cells }) => cells.every((cell) => shown(cell).length <= LONG)) ? 6 : 12);

/** About how high it stands. @param {Grid} grid */
export const heightOf = ({ rows }) => (rows.length > FEW ? FIRST : rows.length) * 32 + 100;

/**
 * @param {Grid} grid
 * @param {string} key Unique on the page.
 * @param {string} [titled] How its title is shown, which a figure beside it may have already.
 */
export function gridPart(grid, key, titled) {
  const holder = element("div", { class: "grid", "data-grid": grid.id });
  const draw = () => show(holder, contents(distinct(grid), key, draw, titled));
  draw();
  return holder;
}

/** The columns of sentences, which in a wide table stand below their row; what names the row stays in it. @param {Grid} grid */
function sentences(grid) {
  const { columns, rows } = grid;
  const naming = namingOf(grid);
  const long = (/** @type {number} */ index) => rows.some((row) => shown(row.cells[index]).length > SENTENCE);
  return new Set(columns.length < WIDE ? [] : [...columns.keys()].filter((index) => index > naming && !columns[index]?.numeric && long(index)));
}

/** The table without columns that say the name of each row once more, as the id of who has no other name. @param {Grid} grid @returns {Grid} */
export function distinct(grid) {
  const naming = namingOf(grid);
  const says = (/** @type {number} */ index) => index <= naming || grid.columns[index]?.numeric || grid.rows.some(({ cells }) => shown(cells[index]) !== shown(cells[naming]));
  const kept = [...grid.columns.keys()].filter(says);
  const only = (/** @type {any[]} */ all) => kept.map((index) => all[index]);
  return kept.length === grid.columns.length || grid.rows.length === 0 ? grid
    : { ...grid, columns: only(grid.columns), rows: grid.rows.map((row) => ({ ...row, cells: only(row.cells) })) };
}

/**
 * @param {Grid} grid
 * @param {string} key
 * @param {() => void} redraw
 * @param {string} [titled]
 */
function contents(grid, key, redraw, titled) {
  const traced = grid.rows.some((row) => row.key !== null);
  const below = sentences(grid);
  const rows = inOrder(grid, key);
  const many = rows.length > FEW && key !== "drawer";
  const more = `rows ${key}`;
  const open = !many || memory.open.get(more) === true;
  const prose = rows.some((row) => grid.columns.some((column, index) => !column.numeric && !below.has(index) && shown(row.cells[index]).length > LONG));
  const table = element("table", { class: prose ? "prose" : null },
    grid.title.said && element("caption", { class: titled }, grid.title.said),
    element("thead", null, element("tr", null,
      grid.columns.map((_, index) => !below.has(index) && header(grid, index, key, redraw)),
      traced && element("th", { class: "act" }, element("span", { class: "unseen" }, word("rows.behind"))))),
    element("tbody", null, (open ? rows : rows.slice(0, FIRST)).flatMap((row) => line(grid, row, traced, below))));
  const wide = grid.columns.length > PHONE_COLUMNS;
  const unfold = (/** @type {Event} */ event) => {
    const button = /** @type {HTMLElement} */ (event.currentTarget);
    const all = table.classList.toggle("all");
    button.textContent = word(all ? "grid.fewer" : "grid.all");
  };
  const turn = () => {
    memory.open.set(more, !open);
    redraw();
  };
  return [
    grid.title.said && menu(`table ${key}`, grid.title.said, tableActs(grid, grid.title.said, key)),
    element("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": grid.title.said || word("grid.table") }, table),
    ...(many ? [element("button", { type: "button", class: "small", "data-focus": more, onclick: turn }, open ? word("grid.first") : phrase("grid.rows", { n: count(rows.length) }))] : []),
    ...(open && key !== "drawer" && grid.total_rows > grid.rows.length
      ? [element("p", { class: "aside" }, phrase("grid.cut", { shown: count(grid.rows.length), total: count(grid.total_rows) }))]
      : []),
    ...(wide ? [element("button", { type: "button", class: "small phone-only", onclick: unfold }, word("grid.all"))] : []),
  ];
}

/** @param {Grid} grid @param {number} index @param {string} key @param {() => void} redraw */
function header(grid, index, key, redraw) {
  const column = /** @type {import("./types.d.ts").Column} */ (grid.columns[index]);
  const sorted = memory.sorted.get(key);
  const mine = sorted?.column === index ? sorted : undefined;
  const sort = () => {
    // Numbers are first wanted from the top, names from A; the third click is the order as given.
    const first = column.numeric;
    if (!mine) memory.sorted.set(key, { column: index, down: first });
    else if (mine.down === first) memory.sorted.set(key, { column: index, down: !first });
    else memory.sorted.delete(key);
    redraw();
  };
  const direction = mine ? (mine.down ? "descending" : "ascending") : "none";
  const arrow = mine ? (mine.down ? " \u2193" : " \u2191") : "";
  return element("th", { scope: "col", class: column.numeric && index !== namingOf(grid) ? "number" : null, "aria-sort": direction },
    element("button", { type: "button", class: "sort", "data-focus": `sort ${key} ${index}`, "data-tip": column.label.said.length > BROAD ? column.label.said : null, onclick: sort }, (column.numeric ? brief(column.label.said) : column.label.said) + arrow));
}

/** A name above numbers: a long one without its middle. @param {string} text */
function brief(text) {
  const signs = [...text];
  return signs.length < HEAD + TAIL + 2 ? text : `${signs.slice(0, HEAD).join("").trimEnd()}\u2026${signs.slice(-TAIL).join("").trimStart()}`;
}

/**
 * A row. Its first words name it: they are what a click filters.
 * @param {Grid} grid
 * @param {Row} row
 * @param {boolean} traced
 * @param {Set<number>} below
 */
function line(grid, row, traced, below) {
  const naming = namingOf(grid);
  const cells = row.cells.map((cell, index) => {
    if (below.has(index)) return null;
    const numeric = grid.columns[index]?.numeric && index !== naming;
    const content = index === naming && row.key ? filterButton(row, cell) : whole(shown(cell));
    const style = numeric ? "number" : shown(cell).length > (grid.columns.length < WIDE ? LONG : BROAD) ? "long" : null;
    return element(index === naming ? "th" : "td",
      { scope: index === naming ? "row" : null, class: style, "data-tip": why(cell), "data-label": grid.columns[index]?.label.said }, content);
  });
  const name = shown(row.cells[naming]);
  const rows = () => openRows(name, row.trace);
  const told = [...below].filter((index) => shown(row.cells[index])).map((index) =>
    element("p", null, below.size > 1 && element("span", { class: "aside" }, `${grid.columns[index]?.label.said}: `), shown(row.cells[index])));
  const tr = element("tr", { class: row.summary ? "summary" : told.length > 0 ? "told" : null }, cells,
    traced && element("td", { class: "act" }, row.key &&
      element("button", { type: "button", class: "quiet", onclick: rows, "data-tip": word("rows.behind"), "aria-label": `${word("rows.behind")}: ${name}` }, "\u2261")));
  return told.length > 0 ? [tr, element("tr", { class: "below" }, element("td", { colspan: cells.length + Number(traced) - below.size }, told))] : [tr];
}

/** The column that names a row. @param {Grid} grid */
const namingOf = (grid) => Math.max(0, grid.columns.findIndex((column) => !column.numeric));

/** @param {Row} row @param {Cell | undefined} cell */
function filterButton(row, cell) {
  const { key } = row;
  if (!key) return shown(cell);
  const thing = { key, title: shown(cell), trace: row.trace };
  const tell = () => (made.dataset.tip = tellActs(key, "at once"));
  const made = element("button", {
    type: "button", class: "link", onclick: (/** @type {MouseEvent} */ event) => click(thing, event), onkeydown: keyed(() => thing),
    onmousedown: prevent, onpointerover: tell, onfocusin: tell, "data-tip": "", "data-focus": `filter ${key.dimension} ${key.value}`,
  }, whole(shown(cell)));
  return made;
}

/** Words in a cell: a few, as a day, are not broken at all. @param {string} text */
const whole = (text) => (text.length <= SHORT ? text.replaceAll(" ", "\u00a0") : unbroken(text));

/** @param {Cell | undefined} cell */
function shown(cell) {
  if (!cell) return "";
  return "value" in cell ? cell.value.exact : cell.text.said;
}

/** Why a cell is empty. @param {Cell} cell */
function why(cell) {
  return "value" in cell ? (cell.value.reason?.said ?? null) : null;
}
