// @ts-check
// A column: its role to choose, why it was taken for that, and what is in it at a glance.
/** @import { ColumnCard, ProfileCard } from "./types.d.ts" */

import { controlPart } from "./control.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { phrase, word } from "./words.js";

/** @param {ColumnCard} column @param {ProfileCard | undefined} profile @param {string} file */
export function columnPart(column, profile, file) {
  const sure = phrase("files.sure", { sure: { quantity: { kind: "share", of_one: column.confidence } } });
  return element("div", { class: column.role.value === "none" ? "column" : "column chosen" },
    element("p", { class: "column-name" }, column.name, " ", element("span", { class: "aside" }, column.kind.said)),
    profile && profile.bars.length > 1 && bars(profile.bars),
    controlPart(column.role),
    fold(`why ${file} ${column.name}`, column.role.value === "none" ? word("files.glance") : `${word("files.why")} ${sure}`, () => [
      element("ul", { class: "reasons" }, [...column.reasons, ...(profile?.words ?? [])].map((line) => element("li", null, line.said))),
    ]));
}

/** A histogram as small as a word; the words beside it say the same. @param {number[]} counts */
function bars(counts) {
  const most = Math.max(...counts);
  return element("div", { class: "bars", "aria-hidden": "true" }, counts.map((count) => {
    const bar = element("i", null);
    bar.style.height = `${(100 * count) / most}%`;
    return bar;
  }));
}
