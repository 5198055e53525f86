// @ts-check
// How the files belong together, and where every record went.
/** @import { Accounting, Link, Model } from "./types.d.ts" */

import { element } from "./element.js";
import { fold } from "./fold.js";
import { gridPart } from "./grid.js";
import { named, phrase, share, word } from "./words.js";

/** @param {Model} model */
export function modelPart(model) {
  const lines = [...model.joins, ...model.unused];
  return element("section", { class: "model", "aria-labelledby": "model" },
    element("h2", { id: "model" }, word("model.title")),
    element("p", null, model.sentence.said),
    model.links.length > 0 && element("div", { class: "links", "aria-hidden": "true" }, model.links.map(link)),
    lines.length > 0 && element("ul", null, lines.map((line) => element("li", null, line.said))));
}

/** Two files and how many keys of one are found in the other; the sentence below says the same. @param {Link} link */
function link({ near, far, near_key, far_key, found, used }) {
  const key = near_key === far_key ? near_key : `${near_key} = ${far_key}`;
  return element("div", { class: "link-row" },
    element("span", { class: "box" }, near),
    element("span", { class: "tie" }, key,
      element("meter", { value: found }), element("span", { class: "aside" }, phrase("model.tie", { found: named(share(found)), used: named(share(used)) }))),
    element("span", { class: "box" }, far));
}

/** @param {Accounting} accounting @param {string} key */
export function accountingPart(accounting, key) {
  return accounting.sentence.said && element("div", { class: "accounting" },
    fold(`accounting ${key}`, accounting.sentence.said, () => [gridPart(accounting.reasons, `accounting ${key}`)], "line"));
}
