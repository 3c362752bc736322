/** The sides of a theme with the sign that a code ends in. */
export const sides = [
  { side: "problem", sign: "-" },
  { side: "praise", sign: "+" },
  { side: "neutral", sign: "~" },
] as const;

export type Side = (typeof sides)[number]["side"];

/** The theme and the side of a code: `queue-` complains of `queue`. */
export function partsOf(code: string): { readonly theme: string; readonly side: Side } {
  const side = sides.find(({ sign }) => code.endsWith(sign))?.side ?? "neutral";
  return { theme: code.slice(0, -1), side };
}

/** The code of a theme and a side. */
export function codeFor(theme: string, side: Side): string {
  return `${theme}${sides.find((one) => one.side === side)?.sign ?? "~"}`;
}
