// @ts-check
// What floats beside the pointer: the words of a `data-tip`, or the lines of a datum.

import { element } from "./element.js";

const tip = element("div", { class: "tip", role: "tooltip", hidden: true });

/** Shows lines at a place of the window. @param {string[]} lines @param {number} x @param {number} y */
export function showTip(lines, x, y) {
  tip.replaceChildren(...lines.map((line) => element("div", null, line)));
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, x + 14), innerWidth - width - 8);
  const above = y - height - 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : y + 18}px`;
}

export function hideTip() {
  tip.hidden = true;
}

/** @param {Event} event */
function pointedAt(event) {
  const target = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
  return target instanceof HTMLElement ? target : null;
}

/** Listens on the whole page. */
export function startTips() {
  document.body.append(tip);
  const over = (/** @type {Event} */ event) => {
    const target = pointedAt(event);
    if (!target?.dataset.tip) return;
    const { left, top } = target.getBoundingClientRect();
    showTip(target.dataset.tip.split("\n"), left, top);
  };
  const out = (/** @type {Event} */ event) => pointedAt(event) && hideTip();
  document.addEventListener("pointerover", over);
  document.addEventListener("pointerout", out);
  document.addEventListener("focusin", over);
  document.addEventListener("focusout", out);
  addEventListener("scroll", hideTip, { capture: true, passive: true });
}
