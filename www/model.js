// @ts-check
// How the files belong together, and where every record went.
/** @import { Accounting, Model } from "./types.d.ts" */

import { element } from "./element.js";
import { fold } from "./fold.js";
import { gridPart } from "./grid.js";
import { word } from "./words.js";

/** @param {Model} model */
export function modelPart(model) {
  const lines = [...model.joins, ...model.unused];
  return element("section", { class: "model", "aria-labelledby": "model" },
    element("h2", { id: "model" }, word("model.title")),
    element("p", null, model.sentence.said),
    lines.length > 0 && element("ul", null, lines.map((line) => element("li", null, line.said))));
}

/** @param {Accounting} accounting @param {string} key */
export function accountingPart(accounting, key) {
  return element("div", { class: "accounting" },
    fold(`accounting ${key}`, accounting.sentence.said, () => [gridPart(accounting.reasons, `accounting ${key}`)], "line"));
}
