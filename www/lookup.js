// @ts-check
// What is looked up in the data and shown at the side: the rows behind a number, and customers by name.
/** @import { Command, Trace } from "./types.d.ts" */

import { wonder } from "./engine.js";
import { now, update } from "./store.js";

const ROWS_A_PAGE = 100;
/** The last look-up. */
let asked = 0;

/** Opens the rows behind a number. @param {string} title @param {Trace} trace */
export function openRows(title, trace, offset = 0) {
  const grid = offset === 0 ? null : (now().rows?.grid ?? null);
  update({ rows: { title, trace, grid, offset } });
  ask({ command: "rows", trace, offset, limit: ROWS_A_PAGE });
}

/** Looks for customers by a part of their name or id. @param {string} text */
export function find(text) {
  update({ rows: { title: text, trace: null, grid: null, offset: 0 } });
  ask({ command: "find", text });
}

/** @param {Command} command */
function ask(command) {
  asked = wonder(command);
}

/** Whether a request is the last look-up, whose answer is waited for. @param {number} request */
export const isAwaited = (request) => request === asked;
