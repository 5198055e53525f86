// @ts-check
// A fact -> the number short, all of it on hover, what it means behind the question mark.
/** @import { Change, Fact, Interval } from "./types.d.ts" */

import { act } from "./acts.js";
import { element } from "./element.js";
import { fold } from "./fold.js";
import { openRows } from "./lookup.js";
import { sparkPart } from "./spark.js";
import { count, named, phrase, word } from "./words.js";

/** Notes that stand beside the number; the rest is behind the question mark. */
const NOTES_IN_SIGHT = 1;

/**
 * @param {Fact} fact
 * @param {string} place The id of its section.
 */
export function factPart(fact, place) {
  const { value, change, spark } = fact;
  const exact = value.quantity === null ? value.reason?.said : value.exact;
  const sure = sureness(fact.interval);
  return element("article", { class: "fact", "data-fact": `${place}.${fact.id}` },
    element("h4", null, fact.label.said),
    element("p", { class: value.quantity === null ? "big missing" : "big", "data-tip": [exact, sure].filter(Boolean).join("\n") }, value.short),
    change && changePart(change),
    value.quantity === null && element("p", { class: "why" }, value.reason?.said ?? ""),
    fact.interval.interval === "between" && element("p", { class: "interval" }, range(fact.interval)),
    (!spark || fact.interval.interval === "none") && fact.notes.slice(0, NOTES_IN_SIGHT).map((note) => element("p", { class: "note", "data-tip": spark ? note.said : null }, note.said)),
    fold(`fact ${place} ${fact.id}`, element("span", { role: "img", "aria-label": phrase("fact.about", { fact: named(fact.label.said) }) }, "?"), () => about(fact, exact ?? "", sure), "about"),
    spark && sparkPart(spark));
}

/** The arrow says it without a colour. @param {Change} change */
function changePart({ value, spans }) {
  const part = value.quantity?.kind === "share" ? value.quantity.of_one : 0;
  const [style, arrow] = part > 0 ? ["good", "\u2191 "] : part < 0 ? ["bad", "\u2193 "] : ["", ""];
  return element("p", { class: "change", "data-tip": `${value.exact}\n${spans.said}` },
    element("b", { class: style }, arrow + value.short), " ", word("fact.change"));
}

/** @param {Fact} fact @param {string} exact @param {string} sure */
function about(fact, exact, sure) {
  const { key, change, spark } = fact;
  const rows = () => openRows(fact.label.said, fact.trace);
  return [
    element("p", null, fact.definition.said),
    element("p", { class: "exact" }, exact),
    change ? element("p", null, `${change.value.exact}: ${change.spans.said}`) : null,
    ...fact.notes.slice(spark ? 0 : NOTES_IN_SIGHT).map((note) => element("p", null, note.said)),
    spark ? element("p", null, spark.label.said) : null,
    element("p", { class: "aside" }, sure),
    element("p", { class: "aside" }, phrase("fact.n", { n: count(fact.n) })),
    element("button", { type: "button", class: "small", onclick: rows }, word("rows.behind")),
    key && element("button", { type: "button", class: "small", onclick: () => act({ key, title: fact.label.said, trace: fact.trace }, {}) }, word("filter.only")),
  ];
}

/** @param {Extract<Interval, { interval: "between" }>} interval */
function range(interval) {
  const level = { quantity: /** @type {const} */ ({ kind: "share", of_one: interval.level }) };
  return phrase("fact.interval", { low: named(interval.low.short), high: named(interval.high.short), level });
}

/** How sure a number is, in words. @param {Interval} interval */
export function sureness(interval) {
  if (interval.interval === "none") return interval.reason.said;
  const level = { quantity: /** @type {const} */ ({ kind: "share", of_one: interval.level }) };
  const ends = { low: named(interval.low.exact), high: named(interval.high.exact) };
  return phrase("fact.interval.exact", { ...ends, level, method: named(interval.method.said) });
}
