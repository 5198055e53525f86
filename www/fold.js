// @ts-check
// Something that opens and closes, and stays as the user left it when the report is new.

import { element } from "./element.js";
import { memory } from "./store.js";

/**
 * @param {string} key Unique on the page.
 * @param {string | Node} summary
 * @param {() => (Node | string | null | false)[]} content Built when it is first opened.
 * @param {string} [style]
 */
export function fold(key, summary, content, style = "") {
  const open = memory.open.get(key) ?? false;
  const body = element("div", { class: "fold-body" });
  const fill = () => {
    if (body.childElementCount > 0) return;
    for (const child of content()) if (child) body.append(child);
  };
  const toggled = () => {
    memory.open.set(key, details.open);
    if (details.open) fill();
  };
  const details = element("details", { class: `fold ${style}`, name: style === "about" ? style : null, open, ontoggle: toggled },
    element("summary", { "data-focus": `fold ${key}` }, summary), body);
  if (open) fill();
  return details;
}
