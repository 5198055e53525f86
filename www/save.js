// @ts-check
// What the Worker writes -> a file of the user's.

import { element } from "./element.js";
import { saved } from "./engine.js";
import { saveAs } from "./take.js";
import { word } from "./words.js";

/** @type {Record<string, string>} */
const NAMES = { recipe: "clientele-recipe.json", clean: "cleaned.csv", rejects: "set-aside.csv" };

/** A button that saves a file of this kind. @param {string} what */
export const saveButton = (what) =>
  element("button", { type: "button", class: "small", "data-action": `save-${what}`, "data-focus": `save ${what}`, onclick: () => save(what) }, word(`save.${what}`));

/** @param {string} what */
const save = async (what) => saveAs(NAMES[what] ?? what, await saved(what));
