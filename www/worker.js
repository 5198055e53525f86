// @ts-check
// The Worker: files -> bytes -> the engine -> answers. The page takes the import out and puts
// the glue's text before it, because a Worker from a blob: URL, which alone inherits the page's policy,
// imports nothing.
/** @import { Answer, Command, Progress, Request } from "./types.d.ts" */

import { Engine, Hasher, initSync } from "../pkg/clientele.js";

/**
 * @typedef {{ kind: "start", module: WebAssembly.Module }
 *   | { kind: "read", id: number, files: File[], hasher?: MessagePort }
 *   | { kind: "hash", module: WebAssembly.Module, port: MessagePort }
 *   | { kind: "alone", id: number }
 *   | { kind: "ask", request: Request }
 *   | { kind: "json", id: number, whole: boolean }
 *   | { kind: "save", id: number, what: string, of?: Tabled }} Order What the page sends.
 *
 * @typedef {{ kind: "answer", answer: Answer }
 *   | { kind: "progress", id: number, at: number, progress: Progress, seconds: number }
 *   | { kind: "settled", id: number, at: number, read: boolean }
 *   | { kind: "panicked", message: string }
 *   | { kind: "confused", message: string }
 *   | { kind: "stopped", message: string, place: Place, memory: number }
 *   | { kind: "json", id: number, json: string | undefined }
 *   | { kind: "saved", id: number, blob: Blob }} Word What the Worker sends.
 *
 * @typedef {{ sha256: string } | { error: unknown } | { alone: true }} Hashed What the second Worker says
 *   of a file, or that there is none any more.
 *
 * @typedef {{ table: string, column: string, down: boolean, trace: import("./types.d.ts").Trace | null }} Tabled A table
 *   and by which column it is sorted; or the rows behind a number.
 *
 * @typedef {{ file?: string, byte?: number, command?: Command["command"] }} Place What it was doing.
 */

const STALLED_AFTER_MS = 2000;
const SLICE_BYTES = 4 * 1024 * 1024;
const TELL_EVERY_MS = 80;

/** @type {Engine} */
let engine;
/** @type {WebAssembly.Memory} */
let memory;
/** @type {Place} */
let place = {};
let stopped = false;

/** @param {Word} word */
const tell = (word) => postMessage(word);

Object.assign(globalThis, {
  clientelePanicked: (/** @type {string} */ message) => tell({ kind: "panicked", message }),
});

// One thing at a time, in the order the page asked.
let queue = Promise.resolve();
/** Orders that wait for their turn. */
let waiting = 0;
/** The read whose second Worker has ended, and who waits for its word. */
let aloneIn = 0;
let forsaken = () => {};
onmessage = ({ data }) => {
  if (data.kind === "alone") {
    aloneIn = data.id;
    return forsaken();
  }
  waiting += 1;
  queue = queue.then(() => next(data)).catch(stop);
};

/** @param {Order} order */
async function next(order) {
  waiting -= 1;
  if (stopped) return;
  await perform(order);
  // The second Worker has no engine: it only hashes.
  if (engine) await finish();
}

/** @param {unknown} error */
function stop(error) {
  stopped = true;
  const message = error instanceof Error ? error.message : String(error);
  tell({ kind: "stopped", message, place, memory: memory?.buffer.byteLength ?? 0 });
}

/** @param {Order} order */
async function perform(order) {
  switch (order.kind) {
    case "start":
      return start(order.module);
    case "read":
      for (const [at, file] of order.files.entries()) await read(order.id, at, file, order.hasher);
      return order.hasher?.postMessage(null);
    case "hash":
      return hashAll(order.module, order.port);
    case "ask":
      return ask(order.request);
    case "json":
      if (order.whole) {
        ask({ id: order.id, command: { command: "open", view: "*" } });
        for (let answer; (answer = engine.step()) !== undefined;) tell({ kind: "answer", answer: JSON.parse(answer) });
      }
      return tell({ kind: "json", id: order.id, json: engine.report_json() });
    case "save":
      return tell({ kind: "saved", id: order.id, blob: new Blob(await parts(order.what, order.of), { type: order.of ? "text/csv" : "" }) });
  }
}

/** A file part by part: as blobs they need not stay in memory. @param {string} what @param {Tabled} [of] */
async function parts(what, of) {
  if (what === "recipe") return [engine.recipe_text()];
  if (of && !of.trace) return [/** @type {Uint8Array<ArrayBuffer>} */ (engine.table_csv(what, of.table, of.column, of.down) ?? new Uint8Array())];
  /** @type {Blob[]} */
  const parts = [];
  const next = () => (of ? engine.behind_part(of.trace, parts.length) : engine.rows_part(what, parts.length));
  for (let part; (part = next()) !== undefined; await aTurn()) {
    parts.push(new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (part)]));
  }
  return parts;
}

/** @param {WebAssembly.Module} module */
function start(module) {
  memory = initSync({ module }).memory;
  forbid();
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  engine = new Engine(high, low);
}

/** The policy already forbids requests. Without these there is nothing to forbid. */
function forbid() {
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts"]) {
    Object.defineProperty(globalThis, name, { value: undefined });
  }
}

/** @param {Request} request @returns {Answer[]} */
function ask(request) {
  place = { command: request.command.command };
  const answers = handled(request);
  for (const answer of answers) tell({ kind: "answer", answer });
  return answers;
}

/**
 * What the engine answers. It throws an error for what is no request, such as a recipe that somebody
 * edited; anything else it throws is its end.
 * @param {Request} request
 * @returns {Answer[]}
 */
function handled(request) {
  try {
    return JSON.parse(engine.handle(request));
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    tell({ kind: "confused", message: error.message });
    return [];
  }
}

/** Goes on with the report under way, until it is complete or the page wants something else. */
async function finish() {
  while (waiting === 0) {
    const answer = engine.step();
    if (answer === undefined) return;
    tell({ kind: "answer", answer: JSON.parse(answer) });
    await aTurn();
  }
}

/**
 * @param {number} id
 * @param {number} at
 * @param {File} file
 * @param {MessagePort} [hasher]
 */
async function read(id, at, file, hasher) {
  ask({ id, command: { command: "open_file", name: file.name, size: file.size } });
  let read = false;
  try {
    read = await pushAll(id, at, file, hasher);
    if (read) read = ask({ id, command: { command: "close_file" } }).every(({ event }) => event.event !== "file_refused");
  } catch (error) {
    // A browser's error is about the file; any other is the engine's.
    if (!(error instanceof DOMException)) throw error;
    ask({ id, command: { command: "abort_file", reason: error.message } });
  }
  tell({ kind: "settled", id, at, read });
}

/**
 * Pushes a file into the engine; false when it was refused.
 * @param {number} id
 * @param {number} at
 * @param {File} file
 * @param {MessagePort} [hasher]
 */
async function pushAll(id, at, file, hasher) {
  const began = performance.now();
  const hash = hasher && hashOf(hasher, file, id);
  if (hash) engine.hash_apart();
  let told = 0;
  place = { file: file.name, byte: 0 };
  for await (const chunk of chunksOf(file)) {
    /** @type {Progress} */
    let progress;
    try {
      progress = JSON.parse(engine.push(chunk));
    } catch (refusal) {
      if (typeof refusal !== "string") throw refusal;
      tell({ kind: "answer", answer: { .../** @type {Answer} */ (JSON.parse(refusal)), request: id } });
      return false;
    }
    place.byte = progress.bytes;
    const time = performance.now();
    if (time - told > TELL_EVERY_MS || progress.bytes === file.size) {
      told = time;
      tell({ kind: "progress", id, at, progress, seconds: (time - began) / 1000 });
    }
    await aTurn();
  }
  const hashed = await hash;
  if (hashed && "error" in hashed) throw hashed.error;
  if (hashed) engine.hashed("sha256" in hashed ? hashed.sha256 : await hashHere(file));
  return true;
}

/** Without the second Worker the file is read once more, for its hash. @param {File} file */
async function hashHere(file) {
  const hasher = new Hasher();
  for await (const chunk of chunksOf(file)) {
    hasher.push(chunk);
    await aTurn();
  }
  return hasher.hex();
}

/**
 * What the second Worker says of a file. It takes one at a time.
 * @param {MessagePort} hasher
 * @param {File} file
 * @param {number} id The read.
 * @returns {Promise<Hashed>}
 */
function hashOf(hasher, file, id) {
  if (aloneIn === id) return Promise.resolve({ alone: true });
  const { port1, port2 } = new MessageChannel();
  hasher.postMessage({ file, answer: port2 }, [port2]);
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    forsaken = () => resolve({ alone: true });
  });
}

/**
 * The second Worker: hashes the files that the first one reads, until there are no more. Who asks for
 * the next one does not want the one before any longer.
 * @param {WebAssembly.Module} module
 * @param {MessagePort} port
 */
function hashAll(module, port) {
  initSync({ module });
  forbid();
  /** @type {File | undefined} */
  let wanted;
  port.onmessage = async ({ data }) => {
    if (!data) return close();
    wanted = data.file;
    const hasher = new Hasher();
    try {
      for await (const chunk of chunksOf(data.file)) {
        if (wanted !== data.file) return;
        hasher.push(chunk);
      }
      data.answer.postMessage({ sha256: hasher.hex() });
    } catch (error) {
      data.answer.postMessage({ error });
    }
  };
}

/**
 * The bytes of a file. Streams are the fastest way and have been seen to stall, so a stream that says
 * nothing for two seconds is given up and the rest is read in slices.
 * @param {File} file
 */
async function* chunksOf(file) {
  let at = 0;
  const reader = file.stream().getReader();
  // Given up here, or by who asked for the chunks: the browser need not read on.
  try {
    for (;;) {
      const next = await inTime(reader.read());
      if (next === null) break;
      if (next.done) return;
      at += next.value.length;
      yield next.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
  const slice = (/** @type {number} */ from) => file.slice(from, from + SLICE_BYTES).arrayBuffer();
  let ahead = slice(at);
  while (at < file.size) {
    const bytes = new Uint8Array(await ahead);
    at += bytes.length;
    ahead = slice(at);
    yield bytes;
  }
}

/**
 * What a promise gives, or null when it gives nothing in time.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T | null>}
 */
function inTime(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), STALLED_AFTER_MS);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const turn = new MessageChannel();

/** Lets the event loop turn once, so that a message of the page is heard between two chunks. */
function aTurn() {
  return new Promise((resolve) => {
    turn.port1.onmessage = resolve;
    turn.port2.postMessage(null);
  });
}
