// @ts-check
// The one state of the page. Parts read it and are told when what they read has changed; only the
// engine and the handlers of app.js write it.
/** @import { Grid, ProfileCard, ReadError, Recipe, Report, Trace, View } from "./types.d.ts" */

/**
 * @typedef {"start" | "reading" | "ready" | "failed"} Phase
 *
 * @typedef {object} Reading
 * A file on its way in.
 * @property {string} name
 * @property {number} size
 * @property {number} bytes How much of it was read.
 * @property {number} records
 * @property {number} memory What all tables hold.
 * @property {number | null} tooLarge What the report will need, where a tab has not so much.
 * @property {number} seconds Since its first byte.
 * @property {"waiting" | "reading" | "read" | "refused"} step
 *
 * @typedef {object} Rows
 * The rows behind a number, or who was looked for.
 * @property {string} title
 * @property {Trace | null} trace Of a number; null where customers are looked for by the title.
 * @property {Grid | null} grid
 * @property {number} offset
 *
 * @typedef {object} State
 * @property {Phase} phase
 * @property {boolean} busy A command is under way.
 * @property {boolean} slow And it takes its time.
 * @property {{ recipe: Recipe, view: View }[]} past What was decided before, for undo.
 * @property {{ recipe: Recipe, view: View }[]} future What was undone, for redo.
 * @property {number} revision Of the files, the recipe and the view that the report speaks of.
 * @property {Report | null} report The last good one.
 * @property {Reading[]} reading
 * @property {ReadError[]} refused Files refused before there was a report to tell it.
 * @property {string[]} dismissed Refusals that the user has read, by file and code.
 * @property {string} failure Why the engine stopped, what is kept, what to do; empty while it runs.
 * @property {string} notice What happened to the last command, where it did not do as asked.
 * @property {Rows | null} rows
 * @property {string | null} room The view or room on show; null shows every view, for print.
 * @property {Record<string, ProfileCard[]>} profiles What is in the columns of a file, by its name.
 * @property {number} requests Requests since load.
 * @property {number} blocked Requests that the browser refused.
 * @property {string} build SHA-256 of the wasm.
 */

/** @type {State} */
let state = {
  phase: "start",
  busy: false,
  slow: false,
  past: [],
  future: [],
  revision: 0,
  report: null,
  reading: [],
  refused: [],
  dismissed: [],
  failure: "",
  notice: "",
  rows: null,
  room: "",
  profiles: {},
  requests: 0,
  blocked: 0,
  build: "",
};

/** @type {{ keys: (keyof State)[], render: (state: State) => void }[]} */
const watchers = [];

/** @returns {Readonly<State>} */
export const now = () => state;

/** Changes the state, then shows it. @param {Partial<State>} change */
export function update(change) {
  const before = state;
  state = { ...state, ...change };
  for (const { keys, render } of watchers) {
    if (keys.some((key) => before[key] !== state[key])) render(state);
  }
}

/**
 * Shows the state now and whenever one of these keys has changed.
 * @param {(keyof State)[]} keys
 * @param {(state: State) => void} render
 */
export function watch(keys, render) {
  watchers.push({ keys, render });
  render(state);
}

/**
 * What the user folded, opened and sorted: remembered across renders, never the subject of one.
 * @type {{ open: Map<string, boolean>, sorted: Map<string, { column: number, down: boolean }> }}
 */
export const memory = { open: new Map(), sorted: new Map() };
