// @ts-check
// A control of the report -> a field. What it sets is the report's affair: the page sends back its id.
/** @import { Control } from "./types.d.ts" */

import { element } from "./element.js";
import { set } from "./engine.js";
import { phrase, word } from "./words.js";

/**
 * A control with its label.
 * @param {Control} control
 */
export function controlPart(control) {
  return element(
    "label",
    { class: control.changed ? "control changed" : "control", "data-control": control.id },
    element("span", { class: "control-label", "data-tip": control.help.said }, control.label.said),
    field(control),
    control.changed && resetButton(control),
  );
}

/** @param {Control} control */
function resetButton(control) {
  const reset = (/** @type {Event} */ event) => {
    event.preventDefault();
    set(control.id, "");
  };
  return element("button", { class: "quiet", type: "button", onclick: reset, "data-tip": word("control.reset"), "aria-label": `${word("control.reset")}: ${control.label.said}` }, "\u21ba");
}

/**
 * @param {Control} control
 * @param {"at once" | "when asked"} sent when a choice is sent
 * @param {Record<string, string>} [attributes]
 */
function field(control, sent = "at once", attributes = {}) {
  const { kind } = control;
  const common = { ...attributes, "data-focus": `control ${control.id}`, "aria-description": control.help.said };
  switch (kind.kind) {
    case "choice": {
      const chosen = (/** @type {Event} */ event) =>
        set(control.id, /** @type {HTMLSelectElement} */ (event.currentTarget).value);
      const options = kind.options.map(({ value, label }) =>
        element("option", { value, selected: value === control.value }, label.said));
      return element("select", sent === "at once" ? { ...common, onchange: chosen } : common, options);
    }
    case "number":
      return typed(control, { ...common, inputmode: "decimal", size: 7, autocomplete: "off" }, kind.unit.said);
    case "day":
      return dayField(control, common);
    case "line":
      return typed(control, { ...common, size: Math.max(8, kind.hint.said.length), placeholder: kind.hint.said, autocomplete: "off", spellcheck: "false" }, "");
  }
}

/**
 * A field that is typed into. Every keystroke would be a new report, so it is sent when it is left or
 * with Enter.
 * @param {Control} control
 * @param {Record<string, any>} attributes
 * @param {string} unit
 * @param {(text: string) => string} [meant] What is sent for what is typed.
 */
function typed(control, attributes, unit, meant = (text) => text) {
  const input = element("input", { ...attributes, value: control.value });
  const apply = () => {
    if (input.value.trim() !== control.value) set(control.id, meant(input.value.trim()));
  };
  input.addEventListener("change", apply);
  return element("span", { class: "typed" }, input, unit && element("span", { class: "unit" }, unit));
}

/**
 * A day in words, as the report says it, and a calendar. A browser's own date field would follow the
 * browser's order of day and month.
 * @param {Control} control
 * @param {Record<string, any>} attributes
 */
function dayField(control, attributes) {
  const said = control.value && phrase("share", { share: { quantity: { kind: "day", day: control.value } } });
  const field = typed({ ...control, value: said }, { ...attributes, size: 11, autocomplete: "off", "data-iso": control.value }, "", isoDay);
  const calendar = element("input", { type: "date", class: "calendar", tabindex: -1, "aria-hidden": "true", value: control.value, onchange: () => set(control.id, calendar.value) });
  const open = () => calendar.showPicker();
  field.append(element("button", { type: "button", class: "quiet", "aria-label": word("control.calendar"), "data-tip": word("control.calendar"), onclick: open }, "\u25be"), calendar);
  return field;
}

/** "26 Jun 2020" -> "2020-06-26"; anything else is the core's to judge. @param {string} text */
function isoDay(text) {
  const day = /^\d{1,2} \p{L}{3,} \d{4}$/u.test(text) ? new Date(`${text} UTC`) : null;
  return day && !Number.isNaN(day.valueOf()) ? day.toISOString().slice(0, 10) : text;
}

/**
 * A question: a control that waits for an answer, with a button, because a default is in force. With the
 * arrow keys one walks through the answers; the button or Enter gives the one that stands there.
 * @param {Control} control
 */
export function questionPart(control) {
  const input = field(control, "when asked", { "aria-label": control.label.said });
  // A typed field sends itself when it is left; a choice may be the one that stands there already.
  const apply = () => input instanceof HTMLSelectElement && input.value && set(control.id, input.value);
  if (input instanceof HTMLSelectElement) {
    input.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), apply()));
  }
  return element("div", { class: "question", "data-control": control.id },
    element("p", null, control.label.said),
    input,
    element("button", { type: "button", class: "small", "data-focus": `answer ${control.id}`, onclick: apply }, word("question.apply")),
    element("p", { class: "help" }, control.help.said));
}
