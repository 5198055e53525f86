// @ts-check
// A view -> its sections, in the order of the report's layout: headline, facts, figures, tables.
/** @import { Report, Section, Sectioned, ViewLayout } from "./types.d.ts" */

import { controlPart } from "./control.js";
import { element } from "./element.js";
import { factPart } from "./fact.js";
import { figurePart, heightOf as figureHeight, spanOf as figureSpan } from "./figure.js";
import { fold } from "./fold.js";
import { gridPart, heightOf as gridHeight, spanOf as gridSpan } from "./grid.js";
import { unbroken, word } from "./words.js";

/** From so many sections on a view has a table of contents. */
const MANY = 3;
/** So many numbers of a section are seen at once; the others open. */
const FACTS = 6;

/**
 * A view. Its name stands in the rail already; only among other views it has to be seen here too.
 * @param {Report} report
 * @param {ViewLayout} view
 * @param {"alone" | "among"} company
 */
export function viewPart(report, view, company) {
  const sections = view.sections.flatMap((id) => report.sections.filter((section) => section.id === id));
  const answered = sections.filter(({ outcome }) => outcome.outcome !== "not_enough");
  return element("div", { class: "view", "data-view": view.id },
    element("h2", { class: company === "alone" ? "unseen" : "view-name" }, view.name.said),
    company === "alone" && answered.length >= MANY && element("nav", { class: "contents", "aria-label": word("view.contents") }, answered.map(jump)),
    answered.map((section) => sectionPart(section, company === "among" && section.name.said === view.name.said)),
    absentPart(view.id, sections.filter((section) => !answered.includes(section))),
    sections.length < view.sections.length && element("p", { class: report.sections.length > 0 ? "aside" : "aside while-busy", role: "status" }, word("view.coming")));
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

/**
 * What could not be told, in one short list: what lacks the same is named together.
 * @param {string} view
 * @param {Sectioned[]} sections
 */
function absentPart(view, sections) {
  /** @type {Map<string, Element>} */
  const lines = new Map();
  for (const { id, name, outcome } of sections) {
    if (outcome.outcome !== "not_enough") continue;
    const why = `${outcome.reason.said} ${outcome.remedy.said}`;
    const line = lines.get(why) ?? element("li", null, element("p", { class: "aside" }, why));
    lines.set(why, line);
    const { lastElementChild } = line;
    lastElementChild?.before(line.childElementCount > 1 ? ", " : "", element("b", { "data-section": id, "data-outcome": outcome.outcome }, name.said));
  }
  return lines.size > 0 && element("section", { class: "section", "aria-labelledby": `absent-${view}` },
    element("div", { class: "section-name" }, element("h3", { id: `absent-${view}` }, word("view.absent"))),
    element("ul", { class: "absent" }, [...lines.values()]));
}

/** @param {Sectioned} sectioned @param {boolean} named The view's name above it says the same. */
function sectionPart({ id, name, definition, outcome }, named) {
  if (outcome.outcome === "not_enough") return null;
  const title = `section-${id}`;
  const heading = element("div", { class: "section-name" },
    element("h3", { id: title, class: named ? "unseen" : null, tabindex: -1 }, name.said),
    definition.said && fold(`definition ${id}`, element("span", { "aria-label": `${word("view.definition")}: ${name.said}` }, "?"), () => [element("p", null, definition.said)], "about"));
  const controls = outcome.result.controls;
  heading.append(...(controls.length > 0 ? [element("div", { class: "controls" }, controls.map(controlPart))] : []));
  const content = [
    ...(outcome.outcome === "weak" ? outcome.reasons.map((reason) => element("p", { class: "weak" }, reason.said)) : []),
    ...result(id, outcome.result),
  ];
  return element("section", { class: "section", "data-section": id, "data-outcome": outcome.outcome, "aria-labelledby": title }, heading, content);
}

/** @param {string} id @param {Section} section */
function result(id, section) {
  const { figures, grids, notes, headline } = section;
  const missing = section.facts.filter(({ value }) => value.quantity === null);
  const facts = [...section.facts.filter((fact) => !missing.includes(fact)), ...missing];
  const cards = facts.some(({ spark }) => spark);
  const numbers = facts.length > 0 && element("div", { class: cards ? "cards" : "numbers" },
    element("div", { class: "facts" }, facts.slice(0, FACTS).map((fact) => factPart(fact, id))),
    facts.length > FACTS && fold(`facts ${id}`, word("view.more"), () => [element("div", { class: "facts" }, facts.slice(FACTS).map((fact) => factPart(fact, id)))]));
  const parts = [
    ...figures.map((figure) => ({ span: figureSpan(figure), height: figureHeight(figure), part: figurePart(figure, id, headline.said) })),
    ...grids.map((grid) => ({ span: gridSpan(grid), height: gridHeight(grid), part: gridPart(grid, `${id} ${grid.id}`, figures.some(({ title }) => title.said === grid.title.said) ? "unseen" : "") })),
  ];
  // A chart that stands alone has its numbers beside it.
  const beside = !cards && numbers && figures.length === 1 && parts[0]?.span === 6;
  if (beside) parts.splice(1, 0, { span: 4, height: 0, part: numbers });
  return [
    headline.said && element("p", { class: "headline" }, unbroken(headline.said)),
    !beside && numbers,
    parts.length > 0 && element("div", { class: "parts" }, inRows(parts)),
    ...notes.map((note) => element("p", { class: "note" }, note.said)),
  ];
}

/**
 * Parts in twelve columns: halves that follow each other fill two stacks, each part where there is room
 * first; what has no neighbour has the row.
 * @param {{ span: number, height: number, part: HTMLElement }[]} parts
 */
function inRows(parts) {
  /** @type {HTMLElement[]} */
  const rows = [];
  const left = [...parts];
  while (left.length > 0) {
    const end = left.findIndex(({ span }) => span !== 6);
    const halves = left.slice(0, end < 0 ? left.length : end);
    // An odd one is joined by the next half, wherever that is.
    const more = halves.length % 2 === 1 && left[1]?.span !== 4 ? left.find((part) => part.span === 6 && !halves.includes(part)) : undefined;
    if (more) halves.push(more);
    const here = /** @type {typeof parts[0]} */ (left.shift());
    if (left[0]?.span === 4) {
      here.part.classList.add("of-8");
      rows.push(here.part);
    } else if (here.span === 4) {
      here.part.classList.add("of-4");
      rows.push(here.part);
    } else if (halves.length > 1) {
      rows.push(...stacks(halves));
      for (const half of halves) if (half !== here) left.splice(left.indexOf(half), 1);
    } else {
      here.part.classList.add(here.part.tagName !== "FIGURE" && here.span < 12 ? "of-6" : "of-12");
      rows.push(here.part);
    }
  }
  return rows;
}

/** @param {{ height: number, part: HTMLElement }[]} halves */
function stacks(halves) {
  const two = [0, 1].map(() => ({ tall: 0, stack: element("div", { class: "stack of-6" }) }));
  for (const { height, part } of halves) {
    const [left, right] = /** @type {[typeof two[0], typeof two[0]]} */ (two);
    const lower = right.tall < left.tall ? right : left;
    lower.tall += height;
    lower.stack.append(part);
  }
  return two.map(({ stack }) => stack);
}
