// @ts-check
// The views of the report and the rooms of the page: on the left, or at the bottom of a phone.
/** @import { State } from "./store.js" */

import { element } from "./element.js";
import { find } from "./lookup.js";
import { update } from "./store.js";
import { word } from "./words.js";

/** The view or room on show, where "" is the first. @param {State} state */
export const roomOf = ({ room, report }) => (room === "" ? (report?.layout[0]?.id ?? "data") : room);

/** @param {State} state */
export function railPart(state) {
  const { report } = state;
  const [first, ...rest] = (report?.layout ?? []).map((view) => ({ id: view.id, name: view.name.said }));
  const rooms = [
    ...(first ? [first] : []),
    ...(report ? [{ id: "data", name: word("room.data") }] : []),
    ...rest,
    ...(report ? [{ id: "airlock", name: word("room.airlock") }] : []),
  ];
  return [report !== null && report.names_customers && findPart("wide-only"), ...rooms.map(({ id, name }) => entry(id, name, roomOf(state) === id))];
}

/** A field to find a customer with; Enter looks. @param {string} style */
export function findPart(style) {
  const look = (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && field.value.trim() && find(field.value.trim());
  const field = element("input", {
    type: "search", class: `find ${style}`, placeholder: word("find"), "aria-label": word("find"), "aria-keyshortcuts": "/",
    "data-focus": "find", autocomplete: "off", spellcheck: "false", enterkeyhint: "search", onkeydown: look,
  });
  return field;
}

/** @param {string} id @param {string} name @param {boolean} here */
function entry(id, name, here) {
  const go = () => {
    update({ room: id });
    scrollTo({ top: 0 });
  };
  return element("button", { type: "button", "data-room": id, "data-focus": `room ${id}`, "aria-current": here ? "page" : null, onclick: go }, name);
}
