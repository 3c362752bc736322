import type { Side } from "../sides.ts";

/** What a key does while coding. */
export type KeyDeed =
  | { readonly do: "suggestion"; readonly index: number }
  | { readonly do: "side"; readonly side: Side }
  | { readonly do: "accept" | "nothing" | "skip" | "back" | "drop" | "clear" | "help" }
  | { readonly do: "choose"; readonly side: Side | undefined }
  | { readonly do: "step"; readonly by: 1 | -1 }
  | { readonly do: "search" };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keys that stand in the same place on English, Russian and Ukrainian keyboards, with and without Shift. */
const sideOf: Readonly<Record<string, Side>> = {
  "-": "problem",
  "+": "praise",
  "=": "praise",
  "*": "neutral",
  "\\": "neutral",
};

const plain: Readonly<Record<string, KeyDeed>> = {
  Enter: { do: "accept" },
  "0": { do: "nothing" },
  ArrowRight: { do: "skip" },
  ArrowLeft: { do: "back" },
  Backspace: { do: "drop" },
  "?": { do: "help" },
};

const searching: Readonly<Record<string, KeyDeed>> = {
  Enter: { do: "choose", side: undefined },
  ArrowDown: { do: "step", by: 1 },
  ArrowUp: { do: "step", by: -1 },
  Escape: { do: "clear" },
};

/** What a key does; undefined: what it does anyway. While words are typed, they are looked for; else keys act at once. */
export function deedOf({ key, ctrlKey, metaKey, altKey }: Pressed, words: string): KeyDeed | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const side = sideOf[key];
  if (words !== "") return side === undefined ? searching[key] : { do: "choose", side };
  if (side !== undefined) return { do: "side", side };
  if (/^[1-9]$/.test(key)) return { do: "suggestion", index: Number(key) - 1 };
  return plain[key] ?? (/^\p{L}$/u.test(key) ? { do: "search" } : undefined);
}
