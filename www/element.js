// @ts-check
// Names, attributes and children -> elements. The page is built with this and nothing else: text goes
// in as text nodes, so that no cell of a file can ever become markup.

/**
 * @typedef {string | number | boolean | null | undefined | EventListener} Attribute
 * @typedef {Node | string | null | undefined | false} Child
 */

/**
 * An element. Attributes that are null or false are left out, true is written empty, a function under
 * `onclick` and the like listens.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any> | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (typeof value === "function") made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
  }
  append(made, children);
  return made;
}

/**
 * @param {Element} parent
 * @param {(Child | Child[])[]} children
 */
function append(parent, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
}

/**
 * Replaces what a region shows, without losing the place: the focused element is found again by its
 * `data-focus`; where it is gone, as a question that was answered, the one that took its place has it.
 *
 * @param {Element} region
 * @param {...(Child | Child[])} children
 */
export function show(region, ...children) {
  const focused = document.activeElement;
  const place = focused instanceof HTMLElement && region.contains(focused) ? focused.dataset.focus : undefined;
  const stood = place === undefined ? -1 : places(region).findIndex((candidate) => candidate === focused);
  const fresh = document.createDocumentFragment();
  for (const child of children.flat()) if (child) fresh.append(child);
  region.replaceChildren(fresh);
  if (place === undefined) return;
  const now = places(region);
  const again = now.find((candidate) => candidate.dataset.focus === place) ?? nearest(now, stood, place.split(" ", 1)[0] ?? "");
  (again ?? document.querySelector("main"))?.focus({ preventScroll: true });
}

/**
 * The one of the same kind that stands nearest to where the focus was, else any that does.
 * @param {HTMLElement[]} places
 * @param {number} stood
 * @param {string} kind The first word of `data-focus`.
 */
function nearest(places, stood, kind) {
  const far = (/** @type {HTMLElement} */ one) => Math.abs(places.indexOf(one) - stood) + (one.dataset.focus?.startsWith(`${kind} `) ? 0 : places.length);
  return places.reduce((/** @type {HTMLElement | undefined} */ best, one) => (best && far(best) <= far(one) ? best : one), undefined);
}

/** What can have the focus in a region. @param {Element} region @returns {HTMLElement[]} */
const places = (region) => [...region.querySelectorAll("[data-focus]")].filter((one) => one instanceof HTMLElement);
