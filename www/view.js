// @ts-check
// A view -> its sections, in the order of the report's layout: headline, facts, figures, tables.
/** @import { Report, Section, Sectioned, ViewLayout } from "./types.d.ts" */

import { controlPart } from "./control.js";
import { element } from "./element.js";
import { factPart } from "./fact.js";
import { figurePart } from "./figure.js";
import { fold } from "./fold.js";
import { gridPart } from "./grid.js";
import { word } from "./words.js";

/** From so many sections on a view has a table of contents. */
const MANY = 3;

/**
 * A view. Its name stands in the rail already; only among other views it has to be seen here too.
 * @param {Report} report
 * @param {ViewLayout} view
 * @param {"alone" | "among"} company
 */
export function viewPart(report, view, company) {
  const sections = view.sections.flatMap((id) => report.sections.filter((section) => section.id === id));
  return element("div", { class: "view", "data-view": view.id },
    element("h2", { class: company === "alone" ? "unseen" : "view-name" }, view.name.said),
    company === "alone" && sections.length >= MANY && element("nav", { class: "contents", "aria-label": word("view.contents") }, sections.map(jump)),
    sections.map(sectionPart),
    sections.length < view.sections.length && element("p", { class: "aside", role: "status" }, word("view.coming")));
}

/** @param {Sectioned} sectioned */
function jump({ id, name }) {
  const go = () => {
    const title = document.getElementById(`section-${id}`);
    title?.scrollIntoView();
    title?.focus({ preventScroll: true });
  };
  return element("button", { type: "button", class: "link", "data-focus": `jump ${id}`, onclick: go }, name.said);
}

/** @param {Sectioned} sectioned */
function sectionPart({ id, name, definition, outcome }) {
  const title = `section-${id}`;
  const heading = element("div", { class: "section-name" },
    element("h3", { id: title, tabindex: -1 }, name.said),
    definition.said && fold(`definition ${id}`, element("span", { "aria-label": `${word("view.definition")}: ${name.said}` }, "?"), () => [element("p", null, definition.said)], "about"));
  const content = outcome.outcome === "not_enough"
    ? [element("p", { class: "not-enough" }, outcome.reason.said), element("p", { class: "remedy" }, outcome.remedy.said)]
    : [
        ...(outcome.outcome === "weak" ? outcome.reasons.map((reason) => element("p", { class: "weak" }, reason.said)) : []),
        ...result(id, outcome.result),
      ];
  return element("section", { class: "section", "data-section": id, "data-outcome": outcome.outcome, "aria-labelledby": title }, heading, content);
}

/** @param {string} id @param {Section} section */
function result(id, section) {
  const { facts, figures, grids, notes, controls } = section;
  return [
    section.headline.said && element("p", { class: "headline" }, section.headline.said),
    controls.length > 0 && element("div", { class: "controls" }, controls.map(controlPart)),
    facts.length > 0 && element("div", { class: "facts" }, facts.map((fact) => factPart(fact, id))),
    figures.length > 0 && element("div", { class: "figures" }, figures.map((figure) => figurePart(figure, id))),
    ...grids.map((grid) => gridPart(grid, `${id} ${grid.id}`)),
    ...notes.map((note) => element("p", { class: "note" }, note.said)),
  ];
}
