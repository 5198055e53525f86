// @ts-check
// What leaves this computer: nothing, counted; and a way to see the browser refuse.
/** @import { State } from "./store.js" */

import { element } from "./element.js";
import { update } from "./store.js";
import { count, named, phrase, word } from "./words.js";

// A name that no server can have.
const NOWHERE = "https://airlock.invalid/";
/** How long the browser has to say that it refused. */
const PROBE_MS = 300;

/** Stays when the room is drawn anew, which the refusals themselves cause. */
const results = element("ul", { class: "probes", "aria-live": "polite" });

/** Counts what the page asks the network for from now on. */
export function watchRequests() {
  const asked = new Set();
  const refused = new Set();
  // A browser may list a request that it refused, and two policies refuse everything twice: what was
  // refused is known by its address and never left.
  const tell = () => update({ requests: [...asked].filter((url) => !refused.has(url)).length, blocked: refused.size });
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (!name.startsWith("blob:") && !name.startsWith("data:")) asked.add(name);
    tell();
  }).observe({ type: "resource" });
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    refused.add(blockedURI);
    tell();
  });
}

/** The light in the bar. @param {State} state */
export function lightPart({ requests }) {
  return element("button", { type: "button", class: requests === 0 ? "light" : "light on", "data-requests": requests, "data-focus": "light", "data-tip": word("airlock.light"), onclick: () => update({ room: "airlock" }) },
    element("span", { class: "dot", "aria-hidden": "true" }),
    element("span", { class: "full" }, phrase("airlock.requests", { requests: count(requests) })),
    element("span", { class: "brief" }, phrase("airlock.requests.brief", { requests: count(requests) })));
}

/** @param {State} state */
export function airlockPart(state) {
  const test = async () => results.replaceChildren(...(await probes()).map(({ name, refused }) =>
    element("li", { class: refused ? "good" : "bad" }, phrase(refused ? "airlock.refused" : "airlock.let", { name: named(name) }))));
  return element("section", { class: "airlock", "aria-labelledby": "airlock" },
    element(state.report ? "h2" : "h1", { id: "airlock" }, word("airlock.title")),
    element("p", null, word("airlock.what")),
    element("p", null, word("airlock.how")),
    element("p", null, phrase("airlock.counted", { requests: count(state.requests), blocked: count(state.blocked) })),
    element("p", { class: "buttons" }, element("button", { type: "button", onclick: test, "data-focus": "probe" }, word("airlock.test"))),
    results,
    element("h3", null, word("airlock.limits")),
    element("p", null, word("airlock.limits.what")),
    element("p", { class: "aside hash" }, phrase("build.full", { hash: named(state.build) })));
}

/** Tries every way out that the policy shuts, each at an address of its own: refused is what the browser says it refused. */
async function probes() {
  /** @type {Record<string, (url: string) => unknown>} */
  const ways = {
    fetch: (url) => fetch(url, { mode: "no-cors" }).catch(() => undefined),
    XMLHttpRequest: (url) => {
      const request = new XMLHttpRequest();
      request.open("GET", url);
      request.send();
    },
    WebSocket: (url) => new WebSocket(url.replace("https", "wss")),
    EventSource: (url) => {
      const source = new EventSource(url);
      setTimeout(() => source.close(), PROBE_MS);
    },
    sendBeacon: (url) => navigator.sendBeacon(url, ""),
    image: (url) => Object.assign(new Image(), { src: url }),
  };
  /** @type {string[]} */
  const refused = [];
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => refused.push(event.blockedURI);
  document.addEventListener("securitypolicyviolation", note);
  for (const [name, way] of Object.entries(ways)) {
    try {
      way(NOWHERE + name);
    } catch {
      // Some ways refuse at once, by throwing; the browser reports those too.
    }
  }
  await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
  document.removeEventListener("securitypolicyviolation", note);
  return Object.keys(ways).map((name) => ({ name, refused: refused.some((url) => url.endsWith(`/${name}`)) }));
}
