// @ts-check
// A spark -> a picture as small as a word, in the colour of the text around it.
/** @import { Spark } from "./types.d.ts" */

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, EDGE] = [120, 32, 2];

/** @param {Spark} spark */
export function sparkPart({ shape, points, label }) {
  // Bars stand on zero; a line shows its own range, from its least to its most.
  const least = Math.min(...points, ...(shape === "bars" ? [0] : []));
  const most = Math.max(...points) === least ? least + 1 : Math.max(...points);
  const y = (/** @type {number} */ value) => HEIGHT - EDGE - ((value - least) / (most - least)) * (HEIGHT - 2 * EDGE);
  const step = (WIDTH - 2 * EDGE) / Math.max(1, points.length - (shape === "line" ? 1 : 0));
  const x = (/** @type {number} */ index) => EDGE + index * step;
  const picture = made("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", class: `spark ${shape}`, role: "img", "aria-label": label.said, "data-tip": label.said });
  if (shape === "line") {
    const path = points.map((value, index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    picture.append(made("path", { d: path, "vector-effect": "non-scaling-stroke" }));
  } else {
    picture.append(...points.map((value, index) =>
      made("rect", { x: x(index) + 1, y: y(value), width: step - 2, height: Math.max(1, HEIGHT - EDGE - y(value)) })));
  }
  return picture;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function made(name, attributes) {
  const one = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value));
  return one;
}
