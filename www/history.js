// @ts-check
// What was decided before, for undo and redo.

import { restore } from "./engine.js";
import { now, update } from "./store.js";

/** So many steps can be undone. */
const PAST = 50;

/** Before a change: what is decided now. */
export function remember() {
  const { report, past } = now();
  if (!report || past.at(-1)?.view === report.view) return;
  update({ past: [...past, { recipe: report.recipe, view: report.view }].slice(-PAST), future: [] });
}

/** @param {"past" | "future"} from @param {"past" | "future"} to */
function go(from, to) {
  const { report, [from]: list, [to]: others } = now();
  const last = list.at(-1);
  if (!last || !report) return;
  update({ [from]: list.slice(0, -1), [to]: [...others, { recipe: report.recipe, view: report.view }] });
  restore(last);
}

/** The last change was none after all. */
export function takeBack() {
  undo();
  update({ future: [] });
}

export const undo = () => go("past", "future");
export const redo = () => go("future", "past");
