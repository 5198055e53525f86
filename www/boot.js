// @ts-check
// Everything that is fetched, in one go; then the door is shut, and only then a file is accepted.

import { initSync } from "../pkg/clientele.js";
import { learnWords } from "./words.js";

/**
 * @typedef {object} Booted
 * @property {WebAssembly.Module} module The compiled core, for page and Workers.
 * @property {() => Worker} spawn Starts a Worker.
 * @property {string} build SHA-256 of the wasm.
 */

// Added to the policy of index.html: both hold. No request leaves any more, not even to our own server,
// and no script is loaded any more; the Workers, which come from a blob: URL, inherit it.
const SHUT = "default-src 'none'; script-src 'wasm-unsafe-eval'; worker-src blob:; img-src data: blob:; " +
  "connect-src 'none'; form-action 'none'; base-uri 'none'";

// What worker.js begins with. The glue's text goes before it instead, and the rest into a block, so that
// the names of the two do not meet.
const IMPORT = /^import \{[^}]*\} from "\.\.\/pkg\/clientele\.js";$/m;

/** @returns {Promise<Booted>} */
export async function boot() {
  const [wasm, glue, worker, build] = await Promise.all([
    fetched("pkg/clientele_bg.wasm").then((response) => response.arrayBuffer()),
    fetched("pkg/clientele.js").then((response) => response.text()),
    fetched("www/worker.js").then((response) => response.text()),
    fetched("pkg/build.json").then((response) => response.json()),
  ]);
  const module = await WebAssembly.compile(wasm);
  initSync({ module });
  learnWords(navigator.language);
  const spawn = workerFrom(`${glue}\n{${worker.replace(IMPORT, "")}}`);
  shut();
  return { module, spawn, build: await checkedHash(wasm, build.sha256) };
}

/** @param {string} path */
async function fetched(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
  return response;
}

/**
 * What was fetched is what was built. (Without https there is no crypto.subtle, and nothing to check.)
 * @param {ArrayBuffer} wasm
 * @param {string} expected
 */
async function checkedHash(wasm, expected) {
  if (!crypto.subtle) return expected;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", wasm));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hash !== expected) throw new Error(`pkg/clientele_bg.wasm: sha256 ${hash}, build.json: ${expected}`);
  return hash;
}

function shut() {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = SHUT;
  document.head.append(policy);
}

/**
 * The one script URL that Trusted Types let through: our own blob.
 * @param {string} source
 */
function workerFrom(source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  /** @type {{ trustedTypes?: { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } } }} */
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const policy = trustedTypes?.createPolicy("clientele", {
    createScriptURL(/** @type {string} */ asked) {
      if (asked !== url) throw new TypeError("only the Worker of this page is admitted");
      return asked;
    },
  });
  const admitted = policy ? policy.createScriptURL(url) : url;
  return () => new Worker(admitted, { type: "module", name: "clientele" });
}
