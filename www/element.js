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
 * `data-focus`.
 *
 * @param {Element} region
 * @param {...(Child | Child[])} children
 */
export function show(region, ...children) {
  const focused = document.activeElement;
  const place = focused instanceof HTMLElement && region.contains(focused) ? focused.dataset.focus : undefined;
  const fresh = document.createDocumentFragment();
  for (const child of children.flat()) if (child) fresh.append(child);
  region.replaceChildren(fresh);
  if (place === undefined) return;
  for (const candidate of region.querySelectorAll("[data-focus]")) {
    if (candidate instanceof HTMLElement && candidate.dataset.focus === place) {
      candidate.focus({ preventScroll: true });
      return;
    }
  }
}
