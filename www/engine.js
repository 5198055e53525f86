// @ts-check
// Files and commands -> the Worker; its answers -> the store. Keeps the files, the recipe and the last
// report on this side, so that a Worker that panics or is cancelled loses nothing.
/** @import { Answer, Command, Report, Request } from "./types.d.ts" */
/** @import { Order, Place, Word } from "./worker.js" */

import { end, sendFiles } from "./hasher.js";
import { remember } from "./history.js";
import { isAwaited } from "./lookup.js";
import { called, decides, isOn, moved, placed, waitingFile, whereEnded, withMore, without } from "./pieces.js";
import { memory, now, update } from "./store.js";
import { bytes, locale, named, phrase, word } from "./words.js";

/** A trap without a panic's words, with this much memory taken, was the memory running out. */
const NEARLY_ALL_MEMORY = 3.9e9;
/** A report whose sections come within this time is shown at once and whole, so that nothing jumps. */
const PATIENCE_MS = 250;
/** Work that takes longer is told, with a way to stop it. */
const SLOW_MS = 900;

/** @type {() => Worker} */
let spawn;
/** @type {WebAssembly.Module} */
let compiled;
/** @type {Worker} */
let worker;
/** The files of the session, in its order. @type {File[]} */
let kept = [];
/** Files on their way in; the first `again` of them were in the session before the Worker ended. @type {File[]} */
let coming = [];
let again = 0;
/** True when the Worker is a new one and has to be told everything again. */
let forgotten = false;
let panic = "";
let lastId = 0;
/** The read under way. */
let readId = 0;
/** The last read of files that the session has already. */
let rereadId = 0;
/** The last command that asks for a report. */
let reportId = 0;
/** The view that was opened last. */
let opened = "";
/** A recipe that waits for files. @type {string | null} */
let recipe = null;
/** Added to the revisions of this Worker, so that those of the page only rise. */
let revisions = 0;
/** The report under way. @type {Report | null} */
let draft = null;
let draftRevision = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let showing;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let slow;
/** The last report as the core wrote it. @type {string | undefined} */
let json;
/** @type {Map<number, (written: any) => void>} */
const waiting = new Map();

/**
 * Starts the first Worker.
 * @param {() => Worker} make
 * @param {WebAssembly.Module} module
 */
export function startEngine(make, module) {
  spawn = make;
  compiled = module;
  startWorker();
}

function startWorker() {
  const mine = spawn();
  worker = mine;
  panic = "";
  // What an ended Worker had already sent is not heard any more.
  mine.onmessage = ({ data }) => mine === worker && hear(data);
  mine.onerror = (event) => mine === worker && fail(event.message || word("failed.start"), {}, 0);
  tell({ kind: "start", module: compiled });
  tell({ kind: "ask", request: request({ command: "open", view: opened }) });
  if (locale !== "en") tell({ kind: "ask", request: request({ command: "set", control: "locale", value: locale }) });
}

/** @param {Order} order */
const tell = (order) => worker.postMessage(order);

/** @param {Command} command @returns {Request} */
const request = (command) => ({ id: ++lastId, command });

/** Reads files into the session and reports. @param {File[]} files */
export function read(files) {
  if (now().phase === "reading") return void (later = [...later, ...files]);
  again = forgotten ? kept.length : 0;
  coming = forgotten ? [...kept, ...files] : files;
  if (forgotten) kept = [];
  if (coming.length === 0) return;
  readId = ++lastId;
  update({ phase: "reading", busy: true, reading: coming.map(waitingFile), refused: [], failure: "", notice: "", profiles: {} });
  sendFiles(worker, readId, coming, { spawn, module: compiled });
  const taken = recipe;
  recipe = null;
  askForReport(taken === null ? recall() ?? { command: "report" } : { command: "load", text: taken });
}

/** Reads files of the session another way; the others stay. @param {string[]} names */
function readAgain(names) {
  coming = called(kept, names);
  readId = rereadId = ++lastId;
  update({ phase: "reading", busy: true, reading: coming.map(waitingFile), refused: [], profiles: {} });
  sendFiles(worker, readId, coming, { spawn, module: compiled });
  askForReport({ command: "report" });
}

/** More files while others are being read: they are read next, as one more drop. @type {File[]} */
let later = [];

/** The report before a decision, to tell what it moved; a filter is none. @type {Report | null} */
let stood = null;

/** What a new Worker has to be told after its files: the decisions of the last report. @returns {Command | null} */
function recall() {
  const { report } = now();
  if (!forgotten) return null;
  forgotten = false;
  return report && { command: "restore", recipe: report.recipe, view: report.view };
}

/** @param {Command} command */
function askForReport(command) {
  const asked = request(command);
  reportId = asked.id;
  tell({ kind: "ask", request: asked });
}

/** Takes up a saved recipe, at once or with the next files. @param {string} text */
export function load(text) {
  if (now().report) return send({ command: "load", text });
  recipe = text;
  update({ notice: word("recipe.waits") });
}

/** Asks for what no report waits for; gives the number of the request. @param {Command} command */
export function wonder(command) {
  if (forgotten && kept.length > 0) read([]);
  const asked = request(command);
  tell({ kind: "ask", request: asked });
  return asked.id;
}

/** Turns to a view: what it needs is computed first. @param {string} view */
export function open(view) {
  if (view === opened) return;
  opened = view;
  if (draft) showing ??= setTimeout(showDraft);
  const asked = request({ command: "open", view });
  if (!forgotten) tell({ kind: "ask", request: asked });
}

/** Sends a command that changes what is shown. @param {Command} command */
export function send(command) {
  const { report } = now();
  if (forgotten && kept.length > 0) read([]);
  if (command.command === "remove_file") kept = without(kept, report?.sources[command.file]?.file ?? "");
  else remember();
  work(command);
}

/** Decides what was decided before. @param {{ recipe: import("./types.d.ts").Recipe, view: import("./types.d.ts").View }} decided */
export function restore(decided) {
  if (forgotten && kept.length > 0) read([]);
  work({ command: "restore", ...decided });
}

/** @param {Command} command */
function work(command) {
  update({ busy: true, notice: "" });
  if (decides(command, now().report)) stood ??= now().report;
  clearTimeout(slow);
  slow = setTimeout(() => update({ slow: now().busy && now().phase !== "reading" }), SLOW_MS);
  askForReport(command);
}

/** Sets a control. @param {string} control @param {string} value */
export const set = (control, value) => send({ command: "set", control, value });

/** The whole last report as the core writes it; what a dead Worker wrote last stays. @returns {Promise<string | undefined>} */
export function reportJson() {
  if (forgotten || now().phase !== "ready") return Promise.resolve(json);
  return written((id) => ({ kind: "json", id, whole: true })).then((whole) => whole ?? json);
}

/**
 * A file that the Worker writes: the recipe, a kind of rows, a table of a section.
 * @param {string} what
 * @param {import("./worker.js").Tabled} [of]
 * @returns {Promise<Blob | undefined>}
 */
export function saved(what, of) {
  if (forgotten && kept.length > 0) read([]);
  return written((id) => ({ kind: "save", id, what, of }));
}

/** @param {(id: number) => Order} order @returns {Promise<any>} */
function written(order) {
  const id = ++lastId;
  tell(order(id));
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** Forgets all files. */
export function clearAll() {
  end(worker);
  drop();
  revisions = now().revision + 1;
  [kept, coming, later, forgotten, json, recipe, opened] = [[], [], [], false, undefined, null, ""];
  memory.open.clear();
  memory.sorted.clear();
  startWorker();
  update({
    phase: "start", busy: false, report: null, reading: [], refused: [], dismissed: [], past: [], future: [],
    failure: "", notice: "", rows: null, room: "", profiles: {},
  });
}

/** Ends what is being done; files that were read to their end stay. */
export function cancel() {
  const { reading } = now();
  const cut = reading.find((file) => file.step === "reading") ?? reading.find((file) => file.step === "waiting");
  const what = cut
    ? phrase("cancelled.reading", { file: named(cut.name), bytes: bytes(cut.bytes) })
    : word("cancelled.working");
  keepUnread((index) => index < again);
  restart();
  const back = kept.length > 0;
  update({ phase: now().report ? "ready" : "start", busy: false, reading: [], notice: what });
  if (back) {
    read([]);
    update({ notice: what });
  }
}

/**
 * Of the files that were not read yet, keeps some for the next Worker.
 * @param {(index: number) => boolean} worthKeeping
 */
function keepUnread(worthKeeping) {
  const unread = now().reading.map((file) => file.step === "waiting" || file.step === "reading");
  kept = [...kept, ...coming.filter((file, index) => unread[index] && worthKeeping(index) && !kept.includes(file))];
}

/** A new Worker, which knows nothing yet. */
function restart() {
  end(worker);
  clearTimeout(slow);
  update({ slow: false });
  [coming, later, forgotten] = [[], [], true];
  for (const answer of waiting.values()) answer(undefined);
  waiting.clear();
  drop();
  revisions = now().revision + 1;
  startWorker();
}

/**
 * The engine stopped: says what and where, and makes ready for the next drop.
 * @param {string} message
 * @param {Place} place
 * @param {number} memory
 */
function fail(message, place, memory) {
  const full = panic === "" && memory > NEARLY_ALL_MEMORY;
  const why = named(full ? phrase("failed.memory", { memory: bytes(memory) }) : panic || message);
  const culprit = now().reading.findIndex((file) => file.step === "reading" && file.name === place.file);
  keepUnread((index) => index !== culprit);
  restart();
  update({ phase: "failed", busy: false, reading: [], rows: null, failure: whereEnded(place, why) });
}

/** @param {Word} word */
function hear(word) {
  switch (word.kind) {
    case "panicked":
      panic = word.message;
      return;
    case "confused":
      update({ notice: phrase("confused", { why: named(word.message) }) });
      return settle(now().report ? "ready" : "start");
    case "stopped":
      return fail(word.message, word.place, word.memory);
    case "json":
      json = word.json;
      return waiting.get(word.id)?.(json);
    case "saved":
      return waiting.get(word.id)?.(word.blob);
    case "progress": {
      const { bytes, records, memory, too_large: tooLarge } = word.progress;
      return hearOfFile(word, { step: "reading", bytes, records, memory, tooLarge, seconds: word.seconds });
    }
    case "settled":
      return hearOfFile(word, { step: word.read ? "read" : "refused" });
    case "answer":
      return hearAnswer(word.answer);
  }
}

/**
 * @param {{ id: number, at: number }} which
 * @param {Partial<import("./store.js").Reading>} change
 */
function hearOfFile({ id, at }, change) {
  if (id !== readId) return;
  update({ reading: now().reading.map((file, index) => (index === at ? { ...file, ...change } : file)) });
}

/** @param {Answer} answer */
function hearAnswer({ request, revision, event }) {
  const state = now();
  if (event.event === "file_read") {
    const file = coming[state.reading.findIndex((file) => file.step === "waiting" || file.step === "reading")];
    if (file && request !== rereadId) kept.splice(event.file, 0, file);
    return;
  }
  if (event.event === "file_refused") return update({ refused: [...state.refused, event.error] });
  if (event.event === "read_again") return readAgain(event.files);
  if (event.event === "profiled") return update({ profiles: { ...state.profiles, [event.file]: event.columns } });
  if (event.event === "rows_found") return isAwaited(request) && state.rows ? update({ rows: withMore(state.rows, event.grid) }) : undefined;
  if (event.event === "refused") return refuse(request, event.reason.said);
  // A later command is under way: this report is of yesterday. (Its own goes on under the number of what was asked since.)
  if (request < reportId) return;
  const report = draft ?? state.report;
  if (event.event === "reported") begin(event.report, revision);
  else if (event.event === "section_ready" && report) begin({ ...report, sections: placed(report, event.section) }, revision, isOn(report, opened, event.section.id));
  else if (event.event === "complete") complete();
}

/**
 * Takes a report that is still growing. What is on the page gives way to it when it is whole, or when
 * that takes too long. What is not seen, on another view, draws nothing anew.
 * @param {Report} report
 * @param {number} revision
 */
function begin(report, revision, seen = true) {
  draft = report;
  draftRevision = revisions + revision;
  if (seen) showing ??= setTimeout(showDraft, now().report ? PATIENCE_MS : 0);
}

function showDraft() {
  clearTimeout(showing);
  showing = undefined;
  if (!draft) return;
  const { room } = now();
  const known = room === null || room === "data" || room === "airlock" || draft.layout.some((view) => view.id === room);
  update({ report: draft, revision: draftRevision, room: known ? room : "", refused: [] });
}

function drop() {
  clearTimeout(showing);
  [showing, draft, stood] = [undefined, null, null];
}

function complete() {
  if (!draft) return settle(now().phase);
  const empty = draft.sources.length === 0;
  if (empty) {
    const { refused } = draft;
    drop();
    update({ report: null, revision: draftRevision, rows: null, room: "", refused });
  }
  showDraft();
  if (stood && !empty) update({ notice: moved(stood, draft) });
  draft = null;
  settle(empty ? "start" : "ready");
  tell({ kind: "json", id: ++lastId, whole: false });
}

/** @param {number} request @param {string} reason */
function refuse(request, reason) {
  if (request !== reportId) return update({ notice: reason, rows: isAwaited(request) ? null : now().rows });
  // A recipe that came with the files was refused: they are read without it.
  if (!now().report && kept.length > 0) return askForReport({ command: "report" }), update({ notice: reason });
  const nothing = kept.length === 0;
  if (nothing) update({ report: null, rows: null, room: "" });
  update({ notice: nothing ? "" : reason });
  settle(nothing ? "start" : "ready");
}

/** @param {import("./store.js").Phase} phase */
function settle(phase) {
  clearTimeout(slow);
  update({ phase, busy: false, slow: false, reading: [] });
  [coming, stood] = [[], null];
  const next = later;
  later = [];
  if (next.length > 0) read(next);
}
