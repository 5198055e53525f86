// @ts-check
// What has to be known first: why the engine stopped, files refused, warnings, questions.
/** @import { ReadError, Report, Text } from "./types.d.ts" */
/** @import { State } from "./store.js" */

import { questionPart } from "./control.js";
import { element } from "./element.js";
import { cancel, read } from "./engine.js";
import { roomOf } from "./rail.js";
import { update } from "./store.js";
import { word } from "./words.js";

/** @param {State} state */
export function noticesPart(state) {
  const { report } = state;
  const room = roomOf(state);
  // What is about the files is asked and told where one looks first and where the files are.
  const home = room === null || room === "data" || room === report?.layout[0]?.id;
  // The first view has them in its strip.
  const strip = report !== null && room === report.layout[0]?.id;
  const all = home ? [...(report?.refused ?? []), ...state.refused] : [];
  const refused = room === "data" ? all : all.filter((error) => !state.dismissed.includes(known(error)));
  const parts = [
    state.failure && element("section", { class: "notice bad", role: "alert", "data-notice": "failure" },
      element("p", null, state.failure), element("p", { class: "buttons" }, againButton())),
    state.slow && element("section", { class: "notice", role: "status", "data-notice": "slow" },
      element("p", null, word("slow")), element("button", { type: "button", class: "small", "data-focus": "stop", onclick: cancel }, word("reading.cancel"))),
    state.notice && element("section", { class: "notice", role: "status", "data-notice": "notice" },
      element("p", null, state.notice), closeButton(() => update({ notice: "" }))),
    ...refused.map((error) => refusal(error, state.dismissed)),
    ...(strip ? [] : warningParts(report, home)),
    !strip && home && report && questionsPart(report),
  ].filter(Boolean);
  return parts.length > 0 && element("div", { class: "notices" }, parts);
}

/** The warnings; what a question beside them says with the same numbers is not said twice. @param {Report | null} report @param {boolean} asked */
export const warningParts = (report, asked) =>
  (report?.warnings ?? []).filter((warning) => !(asked && report?.questions.some(({ label }) => repeats(label, warning)))).map((warning) =>
    element("section", { class: "notice warn", "data-notice": "warning" }, element("p", null, warning.said), since(warning)));

/** What changed since a recipe was saved is told whole where the recipe is. @param {Text} warning */
function since({ id }) {
  const go = () => {
    update({ room: "data" });
    document.querySelector(".recipe .grid")?.scrollIntoView({ block: "center" });
  };
  return id.startsWith("warning.since") && element("button", { type: "button", class: "link", "data-focus": "since", onclick: go }, word("since"));
}

/** @param {Text} one @param {Text} other */
function repeats({ args: had = [] }, { args = [] }) {
  const known = had.map((arg) => JSON.stringify(arg));
  return args.length > 0 && args.every((arg) => known.includes(JSON.stringify(arg)));
}

/** @param {Report} report */
export const questionsPart = ({ questions }) => questions.length > 0 &&
  element("section", { class: "notice ask", "data-notice": "question", "aria-label": word("question.title") }, questions.map(questionPart));

/** What a refusal is known by. @param {ReadError} error */
const known = ({ file, code }) => `${code} ${file}`;

/** @param {ReadError} error @param {string[]} dismissed */
function refusal(error, dismissed) {
  const dismiss = () => update({ dismissed: [...dismissed, known(error)] });
  return element("section", { class: "notice bad", "data-notice": "refused", "data-code": error.code },
    element("p", null, error.message.said),
    !dismissed.includes(known(error)) && closeButton(dismiss));
}

const againButton = () =>
  element("button", { type: "button", "data-action": "again", "data-focus": "again", onclick: () => read([]) }, word("failed.again"));

/** @param {() => void} close */
const closeButton = (close) =>
  element("button", { type: "button", class: "quiet", "aria-label": word("close"), onclick: close }, "\u00d7");
