// @ts-check
// Files -> the Worker that reads them, and beside large ones a second that hashes them meanwhile.

/** From so many bytes on, one of the files makes a second Worker worth its start. */
const LARGE_BYTES = 4 * 1024 * 1024;

/** @type {Worker | undefined} */
let hasher;

/**
 * @param {Worker} worker
 * @param {number} id
 * @param {File[]} files
 * @param {{ spawn: () => Worker, module: WebAssembly.Module }} core
 */
export function sendFiles(worker, id, files, { spawn, module }) {
  hasher?.terminate();
  hasher = undefined;
  if (navigator.hardwareConcurrency === 1 || !files.some((file) => file.size >= LARGE_BYTES)) {
    return worker.postMessage({ kind: "read", id, files });
  }
  const { port1, port2 } = new MessageChannel();
  const mine = spawn();
  hasher = mine;
  // One that cannot start, or stops, would never answer.
  mine.onerror = (event) => {
    event.preventDefault();
    if (mine === hasher) worker.postMessage({ kind: "alone", id });
  };
  mine.onmessage = ({ data }) => data.kind === "stopped" && worker.postMessage({ kind: "alone", id });
  mine.postMessage({ kind: "hash", module, port: port2 }, [port2]);
  worker.postMessage({ kind: "read", id, files, hasher: port1 }, [port1]);
}

/** Ends a Worker and its helper, whatever they do. @param {Worker} worker */
export function end(worker) {
  worker.terminate();
  hasher?.terminate();
}
