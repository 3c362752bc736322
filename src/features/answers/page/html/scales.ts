import { html } from "hono/html";

import type { Question } from "#feature/surveys/contract";
import { isScaleQuestion, scaleOf, stepsOf } from "#feature/surveys/runtime";

import { isFilled, nothing, type Asking, type Html } from "./asking.ts";

type WithScale = Extract<Question, { kind: "recommendation" | "satisfaction" | "effort" | "rating" | "expectation" }>;

/**
 * One row of radio buttons from low to high, its ends in words. No colour says which end is good: that would bias the
 * answer. The first button's id is what an error summary links to.
 */
export function scaleRow(question: WithScale, name: string, asking: Asking): Html {
  const { from, to } = scaleOf(question);
  const steps = stepsOf({ from, to });
  const look = isScaleQuestion(question) && question.kind === "rating" ? question.look : "numbers";
  const low = asking.say(question.lowLabel);
  const high = asking.say(question.highLabel);
  const ends =
    low === "" && high === ""
      ? nothing
      : html`<div class="g" aria-hidden="true">
          <span>${low === "" ? "" : `${from} – ${low}`}</span><span>${high === "" ? "" : `${to} – ${high}`}</span>
        </div>`;

  const cells = steps.map((step, index) => {
    const end = endWord(index, steps.length, [low, high]);
    return html`<label
      ><input
        type="radio"
        name="${name}"
        value="${step}"
        ${index === 0 ? html` id="${name}"` : nothing}${isFilled(asking, name, String(step)) ? html` checked` : nothing}
      />${face(look, index, steps.length)}<span>${step}</span>${end === "" ? nothing : html`<span class="sr"> ${end}</span>`}</label
    >`;
  });
  const row = html`<div class="c c${steps.length}${look === "stars" ? " st" : ""} n${steps.length}">${cells}</div>`;
  return html`${row}${ends}`;
}

function endWord(index: number, count: number, [low, high]: readonly [string, string]): string {
  if (index === 0) return low;
  return index === count - 1 ? high : "";
}

/** Five points around (14, 15), outer radius 12, inner 5. */
const star = "M14 3l3.1 7.6 8.2.6-6.3 5.3 2 8-7-4.3-7 4.3 2-8-6.3-5.3 8.2-.6z";

/** A picture beside the number, never instead of it: a star, or a mouth from down to up. */
function face(look: "stars" | "smileys" | "numbers", index: number, count: number): Html {
  if (look === "stars") return html`<svg viewBox="0 0 28 28" aria-hidden="true"><path d="${star}" /></svg>`;
  if (look === "numbers") return nothing;
  const bend = 12 + Math.round((index / (count - 1)) * 80) / 10;
  const ends = 20 - (index / (count - 1)) * 4 - 1;
  return html`<svg viewBox="0 0 28 28" aria-hidden="true">
    <circle cx="14" cy="14" r="12" />
    <path d="M10 11v.5M18 11v.5M9 ${ends.toFixed(1)}Q14 ${(bend + 3).toFixed(1)} 19 ${ends.toFixed(1)}" />
  </svg>`;
}
