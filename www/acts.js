// @ts-check
// A click, a tap or a key on what stands for rows of the data -> a filter, or these rows.
/** @import { Key, Trace } from "./types.d.ts" */

import { send } from "./engine.js";
import { takeBack } from "./history.js";
import { openRows } from "./lookup.js";
import { now, update } from "./store.js";
import { hideTip } from "./tooltip.js";
import { word } from "./words.js";

/** Two clicks within this time and so many pixels are one double click. */
const [DOUBLE_MS, NEAR] = [400, 6];

/** @typedef {{ key: Key | null, title: string, trace: Trace }} Thing What stands for rows of the data. */

/** What was used last. @type {"mouse" | "finger" | "keys"} */
let hand = "mouse";
/** @type {{ thing: Thing, event: MouseEvent } | null} */
let last = null;
/** The press that opened the rows. @type {MouseEvent | null} */
let done = null;

export const isFinger = () => hand === "finger";

/** A filter draws the page anew, so that the second click of two may meet something else. */
export function startActs() {
  for (const kind of /** @type {const} */ (["pointerover", "pointerdown", "pointermove"])) {
    addEventListener(kind, ({ pointerType }) => (hand = pointerType === "touch" ? "finger" : "mouse"), { capture: true, passive: true });
  }
  addEventListener("keydown", () => (hand = "keys"), true);
  // The second press is enough: where it is let go there may be something else, or no click at all.
  addEventListener("pointerdown", (event) => {
    const first = last;
    last = null;
    done = null;
    if (!first || !isNear(event, first.event)) return;
    done = event;
    takeBack();
    openRows(first.thing.title, first.thing.trace);
  }, true);
  addEventListener("click", (event) => {
    if (!done || event.detail === 0 || !isNear(event, done)) return;
    event.stopPropagation();
    event.preventDefault();
  }, true);
}

/** @param {MouseEvent} event @param {MouseEvent} before */
const isNear = (event, before) =>
  event.timeStamp - before.timeStamp < DOUBLE_MS && Math.hypot(event.clientX - before.clientX, event.clientY - before.clientY) < NEAR;

/** @param {Key} key */
const inForce = ({ dimension }) => now().report?.view.filters.filter((filter) => filter.key.dimension === dimension) ?? [];

/**
 * What can be done. Where a tap acts at once, a finger is told nothing.
 * @param {Key | null} key
 * @param {"at once" | "told first"} tap
 */
export function tellActs(key, tap) {
  if (hand === "finger" && tap === "at once") return "";
  if (!key) return word(`acts.${hand}.rows`);
  const [only, more] = inForce(key);
  const again = only && !more && !only.without && only.key.value === key.value;
  return word(`acts.${hand}${again ? ".again" : ""}`);
}

/**
 * @param {Thing} thing
 * @param {{ shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean }} held
 */
export function act({ key, title, trace }, { shiftKey, ctrlKey, metaKey }) {
  hideTip();
  if (!key || ctrlKey || metaKey) return openRows(title, trace);
  // Who was looked for at the side is seen in the middle.
  update({ rows: null });
  const adds = shiftKey && inForce(key).some(({ without }) => !without);
  send({ command: adds ? "toggle_filter" : "only_filter", filter: { key, without: false } });
}

/** The second click of two opens the rows. @param {Thing} thing @param {MouseEvent} event */
export function click(thing, event) {
  act(thing, event);
  last = thing.key && event.detail > 0 ? { thing, event } : null;
}

/** Enter with a key held; alone it is a click. @param {() => Thing} thing */
export const keyed = (thing) => (/** @type {KeyboardEvent} */ event) => {
  if (event.key !== "Enter" || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  act(thing(), event);
};

/** A click with Shift marks no text. @param {MouseEvent} event */
export const prevent = (event) => event.shiftKey && event.preventDefault();
