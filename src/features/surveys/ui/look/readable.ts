import { contrastOf } from "#web/design/contrast.ts";

/** Least contrast of text with what it stands on. Source: WCAG 2.2, 1.4.3 (level AA). */
export const leastContrast = 4.5;

/** Whether text in one colour can be read on the other. */
export function isReadable(text: string, background: string): boolean {
  return contrastOf(text, background) >= leastContrast;
}

/**
 * The colour nearest to `colour` that can be read on `background`: mixed with as little black or white as will do.
 * The colour itself when it can be read already.
 */
export function nearestReadable(colour: string, background: string): string {
  for (let share = 0; share <= 100; share += 1) {
    const found = ["#000000", "#ffffff"]
      .map((end) => mixed(colour, end, share / 100))
      .find((each) => isReadable(each, background));
    if (found !== undefined) return found;
  }
  return contrastOf("#000000", background) >= contrastOf("#ffffff", background) ? "#000000" : "#ffffff";
}

/** A colour as `#rrggbb` when it is typed well enough to be one: `2f5bd0`, `#FA0`. */
export function colourIn(typed: string): string | undefined {
  const plain = typed.trim().replace(/^#/, "").toLowerCase();
  if (/^[0-9a-f]{6}$/.test(plain)) return `#${plain}`;
  return /^[0-9a-f]{3}$/.test(plain) ? `#${plain.replaceAll(/./g, "$&$&")}` : undefined;
}

function mixed(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [from, to] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16)) as [number, number];
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
