// @ts-check
// What was decided, step by step, with what became of it; saved as a file, taken up here again or by
// the command line.
/** @import { Report, StepCard } from "./types.d.ts" */

import { element } from "./element.js";
import { load, set } from "./engine.js";
import { gridPart } from "./grid.js";
import { saveButton } from "./save.js";
import { word } from "./words.js";

/** @param {Report} report */
export function recipePart({ steps, since }) {
  return element("section", { class: "recipe", "aria-labelledby": "recipe" },
    element("div", { class: "head" }, element("h2", { id: "recipe" }, word("recipe.title")), saveButton("recipe")),
    element("p", null, word("recipe.what")),
    element("ol", { class: "steps" }, steps.map(line)),
    since.rows.length > 0 && gridPart(since, "since"));
}

/** @param {StepCard} card */
function line({ step, sentence, status, note }) {
  return element("li", { "data-step": step.control, "data-status": status },
    sentence.said, " ", element("span", { class: "aside" }, word(`step.${status}`), ". ", note.said),
    element("button", { type: "button", class: "quiet", "data-tip": word("control.reset"), "aria-label": `${word("control.reset")}: ${sentence.said}`, onclick: () => set(step.control, "") }, "\u21ba"));
}

/**
 * Takes up a recipe among dropped files; gives back the files that are none.
 * @param {File[]} files
 */
export async function takeRecipe(files) {
  const recipes = files.filter((file) => file.name.endsWith(".json"));
  for (const file of recipes) load(await file.text());
  return files.filter((file) => !recipes.includes(file));
}
