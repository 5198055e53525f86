// @ts-check
// A figure -> a canvas with its title, its tooltip, its keyboard cursor, and its table.
/** @import { Datum, Figure } from "./types.d.ts" */

import { Look, figure_height, paint } from "../pkg/clientele.js";
import { act, click, isFinger, prevent, tellActs } from "./acts.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { distinct, gridPart } from "./grid.js";
import { menu, pictureActs, tableActs } from "./take.js";
import { hideTip, showTip } from "./tooltip.js";
import { locale, word } from "./words.js";

/** Numbers that the core gives for a hit box: x, y, width, height, mark, datum. */
const HIT = 6;
/** More steps than these ask for the whole width. */
const [MANY_CELLS, MANY_BARS, MANY_YEARS] = [13, 40, 4];
/** A pointer farther away than this many pixels means nothing. */
const NEAR = 24;

/**
 * @typedef {object} Drawn
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} cursor Marks the datum under the pointer or the keyboard.
 * @property {HTMLElement} frame
 * @property {Figure} figure
 * @property {Float32Array} hits
 * @property {number} at The hit that is marked, or -1.
 * @property {number} width The width it was drawn for.
 */

/** The figures on the page. @type {Set<Drawn>} */
const drawn = new Set();
const dark = matchMedia("(prefers-color-scheme: dark)");
/** @type {Look | undefined} */
let look;

// A figure that left the page is told too: its size is nothing then.
const resized = new ResizeObserver(() => {
  for (const one of drawn) {
    if (!one.frame.isConnected) forget(one);
    else if (one.frame.clientWidth !== one.width) draw(one);
  }
});

/** @param {Drawn} one */
function forget(one) {
  resized.unobserve(one.frame);
  drawn.delete(one);
}

/** Follows the colour scheme, the pixel density and the printer, for which paper is light. */
export function startFigures() {
  addEventListener("beforeprint", () => {
    look = new Look("light", locale);
    redrawAll();
  });
  addEventListener("afterprint", () => {
    look = undefined;
    redrawAll();
  });
  dark.addEventListener("change", () => {
    look = undefined;
    redrawAll();
  });
  const density = () => {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
      redrawAll();
      density();
    }, { once: true });
  };
  density();
}

function redrawAll() {
  for (const one of drawn) draw(one);
}

/** The hit boxes of every figure on the page, for tests. */
export function figuresOnPage() {
  const here = [...drawn].filter(({ canvas }) => canvas.isConnected);
  return here.map(({ canvas, figure, hits }) => ({ id: figure.id, canvas, hits: Array.from(hits), figure }));
}

/** How many of twelve columns a figure asks for: half, or all where it shows very many things. @param {Figure} figure */
export function spanOf({ x: { scale }, y, panels }) {
  const many = panels || (scale.scale === "bands" ? scale.bands.length > (y.scale.scale === "bands" ? MANY_CELLS : MANY_BARS)
    : scale.scale === "months" && parseInt(scale.last) - parseInt(scale.first) > MANY_YEARS);
  return many ? 12 : 6;
}

/** About how high it stands in half the width. @param {Figure} figure */
export const heightOf = (figure) => figure_height(figure, 500) + 130;

/**
 * @param {Figure} figure
 * @param {string} place The id of its section.
 * @param {string} headline What the section says already.
 */
export function figurePart(figure, place, headline) {
  const about = [figure.title.said, figure.subtitle.said].join(". ");
  const canvas = element("canvas", { role: "img", "aria-label": about, "aria-description": word("figure.keys"), tabindex: 0, "data-focus": `figure ${place} ${figure.id}` });
  const cursor = element("div", { class: "cursor", hidden: true });
  const frame = element("div", { class: "canvas" }, canvas, cursor);
  /** @type {Drawn} */
  const one = { canvas, cursor, frame, figure, hits: new Float32Array(0), at: -1, width: 0 };
  drawn.add(one);
  listen(one);
  resized.observe(frame);
  const key = `${place} ${figure.id}`;
  return element("figure", { "data-figure": `${place}.${figure.id}` },
    element("figcaption", null,
      element("h4", { class: headline.startsWith(figure.title.said) ? "unseen" : null }, figure.title.said),
      element("p", null, figure.subtitle.said)),
    menu(key, figure.title.said, { ...pictureActs(figure, canvas), ...tableActs(distinct(figure.table), figure.title.said, key), [word("take.explain")]: () => explain(canvas) }),
    frame,
    figure.notes.map((note) => element("p", { class: "note" }, note.said)),
    fold(`table ${place} ${figure.id}`, word("figure.table"), () => [gridPart({ ...figure.table, title: { ...figure.table.title, said: "" } }, key)]));
}

/** Opens the definition of the section. @param {Element} inside */
function explain(inside) {
  const definition = inside.closest(".section")?.querySelector("details.about");
  definition?.setAttribute("open", "");
  definition?.scrollIntoView({ block: "center" });
}

/** @param {Drawn} one */
function draw(one) {
  const { canvas, figure } = one;
  const width = one.frame.clientWidth;
  one.width = width;
  if (width === 0) return;
  try {
    const height = Math.round(figure_height(figure, width));
    canvas.style.height = `${height}px`;
    look ??= new Look(dark.matches ? "dark" : "light", locale);
    one.hits = paint(figure, canvas, look, width, height, devicePixelRatio);
  } catch (error) {
    console.error(error);
    canvas.replaceWith(element("p", { class: "warn" }, word("figure.failed")));
  }
  move(one, -1);
}

/** @param {Drawn} one */
function listen(one) {
  const { canvas } = one;
  canvas.addEventListener("pointermove", (event) => {
    const index = nearest(one.hits, event.offsetX, event.offsetY);
    move(one, index);
    canvas.style.cursor = datumAt(one, index)?.key ? "pointer" : "default";
  });
  canvas.addEventListener("pointerleave", () => move(one, -1));
  canvas.addEventListener("blur", () => move(one, -1));
  // A finger does not hover: its first tap on a datum tells it, the next one acts.
  let tapped = -1;
  canvas.addEventListener("mousedown", prevent);
  canvas.addEventListener("blur", () => (tapped = -1));
  canvas.addEventListener("click", (event) => {
    const index = nearest(one.hits, event.offsetX, event.offsetY);
    const datum = datumAt(one, index);
    const first = isFinger() && tapped !== index;
    tapped = index;
    if (first) move(one, index);
    else if (datum) click(thingOf(datum), event);
  });
  canvas.addEventListener("keydown", (event) => key(one, event));
}

/** @param {Datum} datum */
const thingOf = ({ key, tip, trace }) => ({ key, title: tip[0]?.said ?? "", trace });

/** @param {Drawn} one @param {KeyboardEvent} event */
function key(one, event) {
  const last = one.hits.length / HIT - 1;
  const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
  const back = event.key === "ArrowLeft" || event.key === "ArrowUp";
  if (last < 0) return;
  if (forward) move(one, Math.min(last, one.at + 1));
  else if (back) move(one, Math.max(0, one.at - 1));
  else if (event.key === "Home") move(one, 0);
  else if (event.key === "End") move(one, last);
  else if (event.key === "Enter" || event.key === " ") {
    const datum = datumAt(one, one.at);
    if (datum) act(thingOf(datum), event);
  } else return;
  event.preventDefault();
  const live = document.getElementById("live");
  if (live) live.textContent = lines(datumAt(one, one.at)).join(". ");
}

/** Puts the cursor and the tooltip on a datum; -1 takes them away. @param {Drawn} one @param {number} index */
function move(one, index) {
  if (one.at !== -1 && index === -1) hideTip();
  one.at = index;
  const datum = datumAt(one, index);
  one.cursor.hidden = !datum;
  if (!datum) return;
  const [x = 0, y = 0, width = 0, height = 0] = one.hits.subarray(index * HIT);
  Object.assign(one.cursor.style, { left: `${x - 2}px`, top: `${y - 2}px`, width: `${width + 4}px`, height: `${height + 4}px` });
  const frame = one.canvas.getBoundingClientRect();
  showTip(lines(datum), frame.left + x + width / 2, frame.top + y);
}

/** What a datum says, and what a click on it does. @param {Datum | undefined} datum */
function lines(datum) {
  if (!datum) return [];
  return [...datum.tip.map((line) => line.said), tellActs(datum.key, "told first")];
}

/** @param {Drawn} one @param {number} index @returns {Datum | undefined} */
function datumAt(one, index) {
  if (index < 0) return undefined;
  const mark = one.figure.marks[one.hits[index * HIT + 4] ?? -1];
  if (!mark || mark.mark === "rule") return undefined;
  const series = mark.mark === "line" ? mark.series : mark;
  return series.data[one.hits[index * HIT + 5] ?? -1];
}

/**
 * The hit box nearest to a point; among those that hold it, the smallest, which lies on top.
 * @param {Float32Array} hits
 * @param {number} x
 * @param {number} y
 */
function nearest(hits, x, y) {
  let best = -1;
  let least = NEAR * NEAR;
  let size = Infinity;
  for (let index = 0; index * HIT < hits.length; index += 1) {
    const [left = 0, top = 0, width = 0, height = 0] = hits.subarray(index * HIT);
    const dx = Math.max(left - x, 0, x - left - width);
    const dy = Math.max(top - y, 0, y - top - height);
    const far = dx * dx + dy * dy;
    if (far < least || (far === least && width * height < size)) {
      [best, least, size] = [index, far, width * height];
    }
  }
  return best;
}
