// @ts-check
// What was noticed: how many rows, how much revenue, examples, what was done, what else can be done.
/** @import { FindingCard, Report } from "./types.d.ts" */

import { controlPart } from "./control.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { saveButton } from "./save.js";
import { update } from "./store.js";
import { count, phrase, word } from "./words.js";

/** Findings that stand on the first view. */
const AT_FIRST = 1;

/** @param {Report} report */
export function qualityPart({ findings, accounting, quality }) {
  return element("section", { class: "quality", "aria-labelledby": "quality" },
    element("div", { class: "head" },
      element("h2", { id: "quality" }, word("quality.title")),
      element("span", { class: "buttons" }, accounting.used > 0 && saveButton("clean"), accounting.set_aside + accounting.elsewhere > 0 && saveButton("rejects"))),
    quality.said && element("p", null, quality.said),
    findings.length === 0 && element("p", null, word("quality.none")),
    findings.map((finding) => line(finding, "all")));
}

/** What matters most and is neither warned of nor asked about already, for the first view. @param {Report} report */
export function firstFindings({ findings, questions, warnings }) {
  const asked = new Set(questions.map(({ id }) => id));
  const first = findings.filter(({ code, remedy, severity }) => severity !== "note" && !asked.has(`remedy.${code}`) && (remedy !== null || severity !== "error" || warnings.length === 0)).slice(0, AT_FIRST);
  return first.map((finding) => line(finding, "first"));
}

/** The way to all of them. @param {FindingCard[]} findings */
export const moreFindings = (findings) => findings.length > 0 &&
  element("button", { type: "button", class: "link", onclick: () => update({ room: "data" }) }, phrase("quality.more", { more: count(findings.length) }));

/** @param {FindingCard} finding @param {string} place */
function line(finding, place) {
  const summary = element("span", null,
    element("span", { class: "severity" }, word(`severity.${finding.severity}`)), " ", finding.sentence.said,
    place === "first" && element("span", { class: "aside" }, " ", finding.done.said));
  return element("div", { class: `finding ${finding.severity}`, "data-finding": finding.code },
    fold(`finding ${place} ${finding.code}`, summary, () => details(finding), "line"),
    finding.changed && element("p", { class: "changed-by" }, finding.changed.said));
}

/** @param {FindingCard} finding */
function details(finding) {
  return [
    element("p", null, finding.done.said),
    finding.examples.length > 0 && element("ul", { class: "examples" }, finding.examples.map((example) => element("li", null, example.said))),
    finding.remedy && controlPart(finding.remedy),
  ];
}
