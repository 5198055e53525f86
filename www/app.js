// @ts-check
// The page as a table of contents: boot, lay out, listen.
/** @import { State } from "./store.js" */

import { startActs } from "./acts.js";
import { airlockPart, watchRequests } from "./airlock.js";
import { barPart, filtersPart, removeLastFilter } from "./bar.js";
import { boot } from "./boot.js";
import { closeRows, drawerPart } from "./drawer.js";
import { element, show } from "./element.js";
import { open, reportJson, send, startEngine } from "./engine.js";
import { figuresOnPage, startFigures } from "./figure.js";
import { filesInBrief, filesPart } from "./files.js";
import { redo, undo } from "./history.js";
import { accountingPart, modelPart } from "./model.js";
import { noticesPart, questionsPart, warningParts } from "./notices.js";
import { firstFindings, moreFindings, qualityPart } from "./quality.js";
import { railPart, roomOf } from "./rail.js";
import { readingPart } from "./reading.js";
import { recipePart } from "./recipe.js";
import { startListening, startPart } from "./start.js";
import { now, update, watch } from "./store.js";
import { startTips } from "./tooltip.js";
import { viewPart } from "./view.js";
import { named, phrase, word } from "./words.js";

// In another page's frame this page could be made to look like something else: it shows nothing there.
if (top !== self) document.documentElement.replaceChildren();
else start().catch(tellWhy);

async function start() {
  // The page's own core has nothing that may panic but drawing, and a figure tells that itself.
  Object.assign(globalThis, { clientelePanicked: (/** @type {string} */ message) => console.error(message) });
  const { module, spawn, build } = await boot();
  startEngine(spawn, module);
  update({ build });
  layOut();
  watchRequests();
  startListening();
  startActs();
  startTips();
  startFigures();
  listenToKeys();
  listenToPrint();
  addEventListener("beforeunload", keepDecisions);
  offerHooks();
}

/** @param {unknown} error */
function tellWhy(error) {
  const why = document.getElementById("why");
  if (why) why.textContent = error instanceof Error ? error.message : String(error);
  console.error(error);
}

function layOut() {
  const bar = element("header", { class: "bar" });
  const filters = element("section", { class: "filters-place", "aria-label": word("filters.title") });
  const rail = element("nav", { class: "rail", "aria-label": word("rail.title") });
  const reading = element("div", { class: "reading-place" });
  const notices = element("div", { class: "notices-place" });
  const main = element("main", { id: "main", tabindex: -1 });
  const drawer = element("aside", { class: "drawer", "aria-labelledby": "drawer-title" });
  const live = element("div", { id: "live", class: "unseen", "aria-live": "polite" });
  const foot = element("footer", null);
  main.append(reading, notices, element("div", { id: "content" }));
  const content = /** @type {Element} */ (main.lastElementChild);
  document.body.replaceChildren(
    element("a", { class: "skip", href: "#main" }, word("skip")), bar, filters, rail, main, drawer, foot, live,
    element("div", { class: "dropping-here", "aria-hidden": "true" }, word("start.drop")));

  watch(["report", "requests", "busy", "past", "future"], (state) => show(bar, barPart(state)));
  watch(["report"], ({ report }) => show(filters, filtersPart(report)));
  watch(["report", "room"], (state) => show(rail, railPart(state)));
  watch(["report", "room", "busy"], (state) => state.report && open(toOpen(state)));
  watch(["reading"], readingPart(reading));
  watch(["report", "refused", "dismissed", "failure", "notice", "slow", "room"], (state) => show(notices, noticesPart(state)));
  watch(["report", "room", "requests", "blocked", "profiles"], (state) => show(content, contentPart(state)));
  watch(["rows"], (state) => showDrawer(drawer, state));
  watch(["busy"], ({ busy }) => document.body.classList.toggle("busy", busy));
  watch(["phase", "report"], (state) => {
    document.body.dataset.phase = state.phase;
    document.body.classList.toggle("with-report", state.report !== null);
    live.textContent = state.phase === "ready" && state.report ? phrase("live.ready", { title: named(state.report.title.said) }) : "";
  });
  watch(["build"], ({ build }) => show(foot, element("p", null, word("start.privacy")), element("p", { class: "hash", "data-tip": build }, phrase("build", { hash: named(build.slice(0, 12)) }))));
}

/**
 * The view that has to be computed. Where the first one finds nothing to tell, all the others are asked.
 * @param {State} state
 */
function toOpen(state) {
  const room = roomOf(state);
  const [first] = state.report?.layout ?? [];
  const told = state.report?.sections.filter((section) => first?.sections.includes(section.id)) ?? [];
  const nothing = !state.busy && room === first?.id && told.length > 0 && told.every(({ outcome }) => outcome.outcome === "not_enough");
  return nothing ? "*" : room ?? "*";
}

/** The room on show. @param {State} state */
function contentPart(state) {
  const { report } = state;
  const room = roomOf(state);
  if (state.room === "airlock") return airlockPart(state);
  if (!report) return startPart();
  if (state.room === null) return [...report.layout.map((view) => viewPart(report, view, "among")), ...dataParts(report)];
  if (room === "data") return dataParts(report);
  const view = report.layout.find((view) => view.id === room);
  const first = report.layout[0] === view;
  return [
    first && element("section", { class: "ledger", "aria-label": word("ledger.title") },
      warningParts(report, true),
      firstFindings(report),
      questionsPart(report),
      element("div", { class: "stands-on" },
        filesInBrief(report.sources),
        accountingPart(report.accounting, "first"),
        moreFindings(report.findings))),
    view ? viewPart(report, view, "alone") : null,
  ];
}

/** @param {import("./types.d.ts").Report} report */
const dataParts = (report) => [
  filesPart(report.sources),
  modelPart(report.model),
  accountingPart(report.accounting, "data"),
  qualityPart(report),
  recipePart(report),
];

/** Where the focus was before the drawer opened. @type {Element | null} */
let before = null;

/** @param {HTMLElement} drawer @param {State} state */
function showDrawer(drawer, state) {
  const opens = drawer.hidden && state.rows !== null;
  const closes = !drawer.hidden && state.rows === null;
  if (opens) before = document.activeElement;
  drawer.hidden = state.rows === null;
  show(drawer, drawerPart(state));
  if (opens) document.getElementById("drawer-title")?.focus();
  if (closes && before instanceof HTMLElement) before.focus();
}

/** What floats above the page and closes when one looks elsewhere. */
const FLOATS = "details:is(.about, .pop)[open]";

/** Escape closes what floats, then takes the last filter away; Ctrl and Z undoes; / finds a customer. */
function listenToKeys() {
  addEventListener("keydown", (event) => {
    const inField = event.target instanceof HTMLInputElement;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !inField) {
      if (key === "y" || (key === "z" && event.shiftKey)) redo();
      else if (key === "z") undo();
    }
    const field = event.key === "/" && !inField ? document.querySelector(".rail .find") : null;
    if (field instanceof HTMLElement) {
      event.preventDefault();
      field.focus();
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const about = document.querySelector(FLOATS);
    if (now().rows) closeRows();
    else if (about instanceof HTMLDetailsElement) {
      about.open = false;
      about.querySelector("summary")?.focus();
    }
    else if (!inField) removeLastFilter(now().report);
  });
  addEventListener("pointerdown", ({ target }) => {
    for (const floating of document.querySelectorAll(FLOATS)) {
      if (!(target instanceof Node && floating.contains(target))) floating.removeAttribute("open");
    }
  });
}

/** Nothing is remembered, so what was decided is gone with the page: the browser asks first. @param {Event} leaving */
function keepDecisions(leaving) {
  if (now().report?.steps.length) leaving.preventDefault();
}

/** On paper everything stands, one after the other. */
function listenToPrint() {
  /** @type {string | null} */
  let room = "";
  addEventListener("beforeprint", () => {
    room = now().room;
    if (now().report) update({ room: null });
  });
  addEventListener("afterprint", () => update({ room }));
}

/** What browser tests look at. */
function offerHooks() {
  const hooks = {
    report: () => now().report,
    reportJson,
    state: () => ({ phase: now().phase === "ready" && now().busy ? "reading" : now().phase, revision: now().revision, busy: now().busy, requests: now().requests, failure: now().failure, build: now().build }),
    send,
    room: (/** @type {string | null} */ room) => update({ room }),
    figures: figuresOnPage,
  };
  Object.assign(globalThis, { clientele: hooks });
}
