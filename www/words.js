// @ts-check
// Ids -> the page's own words, as the core says them.
/** @import { Arg } from "./types.d.ts" */

import { page_words, say, spoken_locale } from "../pkg/clientele.js";

/** @type {Record<string, string>} */
let words = {};
/** The locale that the core speaks to this reader. */
export let locale = "en";

/** Learns all fixed words of the page. @param {string} tag */
export function learnWords(tag) {
  locale = spoken_locale(tag);
  words = page_words(locale);
}

/**
 * The words of an id, which is written without its `page.` in front.
 * @param {string} id
 */
export function word(id) {
  return words[`page.${id}`] ?? `[page.${id}]`;
}

/**
 * A sentence with arguments.
 * @param {string} id
 * @param {Record<string, Arg>} args
 */
export function phrase(id, args) {
  return say({ id: `page.${id}`, args: Object.entries(args) }, locale);
}

/** A number and its unit stay on one line: 34.8 %, 1.2 M. @param {string} text */
export const unbroken = (text) => text.replace(/(\d) (?=[%kMBTdlc])/g, "$1\u00a0");

/** @param {number} n @returns {Arg} */
export const count = (n) => ({ quantity: { kind: "count", n } });

/** @param {number} bytes @returns {Arg} */
export const bytes = (bytes) => ({ quantity: { kind: "bytes", bytes: Math.round(bytes) } });

/** A share in words. @param {number} of_one */
export const share = (of_one) => phrase("share", { share: { quantity: { kind: "share", of_one } } });

/** @param {string} words @returns {Arg} */
export const named = (words) => ({ quantity: { kind: "words", words } });
