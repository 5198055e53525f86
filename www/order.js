// @ts-check
// A grid -> its rows in the order that the reader chose, by the exact values.
/** @import { Cell, Grid, Quantity } from "./types.d.ts" */

import { memory } from "./store.js";

/** @param {Grid} grid @param {string} key Of the table on the page. */
export function inOrder(grid, key) {
  const sorted = memory.sorted.get(key);
  if (!sorted) return grid.rows;
  const { column, down } = sorted;
  const body = grid.rows.filter((row) => !row.summary);
  body.sort((a, b) => compare(a.cells[column], b.cells[column], down));
  return [...body, ...grid.rows.filter((row) => row.summary)];
}

/**
 * By what a cell means, not by how it is said. What is missing comes last either way.
 * @param {Cell | undefined} a
 * @param {Cell | undefined} b
 * @param {boolean} down
 */
function compare(a, b, down) {
  const [left, right] = [rank(a), rank(b)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const order = typeof left === "number" && typeof right === "number"
    ? left - right
    : String(left).localeCompare(String(right), undefined, { numeric: true });
  return down ? -order : order;
}

/** @param {Cell | undefined} cell @returns {number | string | null} */
function rank(cell) {
  if (!cell) return null;
  if ("text" in cell) return cell.text.said || null;
  return cell.value.quantity && exact(cell.value.quantity);
}

/** @param {Quantity} quantity @returns {number | string} */
function exact(quantity) {
  const { kind, currency, ...only } = /** @type {Record<string, any>} */ (quantity);
  const [value] = Object.values(only);
  return kind === "money" || kind === "exact" ? Number(value) : value;
}
