// @ts-check
// The decisions about the data, as a file: saved here, taken up here again or by the command line.
/** @import { Recipe } from "./types.d.ts" */

import { element } from "./element.js";
import { send } from "./engine.js";
import { fold } from "./fold.js";
import { now } from "./store.js";
import { word } from "./words.js";

const FILE_NAME = "clientele-recipe.json";

/** @param {Recipe} recipe */
export function recipePart(recipe) {
  const text = `${JSON.stringify(recipe, null, 2)}\n`;
  return element("section", { class: "recipe", "aria-labelledby": "recipe" },
    element("div", { class: "head" },
      element("h2", { id: "recipe" }, word("recipe.title")),
      element("button", { type: "button", class: "small", "data-action": "save-recipe", onclick: () => save(text) }, word("recipe.save"))),
    element("p", null, word("recipe.what")),
    fold("recipe", word("recipe.show"), () => [element("pre", { tabindex: 0 }, text)]));
}

/** @param {string} text */
function save(text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: url, download: FILE_NAME }).click();
  setTimeout(() => URL.revokeObjectURL(url));
}

/**
 * Takes up a recipe among dropped files; gives back the files that are none.
 * @param {File[]} files
 */
export async function takeRecipe(files) {
  const { report } = now();
  /** @type {File[]} */
  const others = [];
  for (const file of files) {
    const recipe = report && file.name.endsWith(".json") ? recipeIn(await file.text()) : null;
    if (report && recipe) send({ command: "restore", recipe, view: report.view });
    else others.push(file);
  }
  return others;
}

/** @param {string} text @returns {Recipe | null} */
function recipeIn(text) {
  try {
    const value = JSON.parse(text);
    return typeof value?.schema === "number" && typeof value.remedies === "object" ? value : null;
  } catch {
    return null;
  }
}
