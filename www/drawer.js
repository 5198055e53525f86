// @ts-check
// The rows behind a number, a page at a time, at the side.
/** @import { Rows, State } from "./store.js" */

import { element } from "./element.js";
import { gridPart } from "./grid.js";
import { openRows } from "./lookup.js";
import { update } from "./store.js";
import { count, named, phrase, word } from "./words.js";

/** @param {State} state */
export function drawerPart({ rows }) {
  if (!rows) return [];
  return [
    element("div", { class: "head" },
      element("h2", { id: "drawer-title", tabindex: -1, "data-focus": "rows title" }, rows.trace ? phrase("rows.title", { name: named(rows.title) }) : phrase("find.title", { text: named(rows.title) })),
      element("button", { type: "button", class: "quiet", "aria-label": word("close"), "data-focus": "close rows", onclick: closeRows }, "\u00d7")),
    rows.grid ? found(rows, rows.grid) : element("p", { class: "aside", role: "status" }, word("rows.coming")),
  ];
}

export const closeRows = () => update({ rows: null });

/** @param {Rows} rows @param {import("./types.d.ts").Grid} grid */
function found(rows, grid) {
  const { title, trace } = rows;
  const got = grid.rows.length;
  return element("div", null,
    element("p", { class: "aside" }, phrase(trace ? "rows.count" : "find.count", { shown: count(got), total: count(grid.total_rows) })),
    gridPart(grid, "drawer"),
    trace && got < grid.total_rows && element("button", { type: "button", "data-focus": "more rows", onclick: () => openRows(title, trace, got) }, word("rows.more")));
}
