/** Terms of the field that the product uses, in the order a newcomer meets them; words in the locales. */
export const terms = [
  "nps",
  "promoter",
  "detractor",
  "csat",
  "ces",
  "enps",
  "interval",
  "n",
  "clear",
  "tooFew",
  "hidden",
  "provisional",
  "weight",
  "programme",
  "touchpoint",
  "unit",
  "scope",
  "dimension",
  "unresolved",
  "version",
  "signal",
  "tie",
] as const;

/** Whether all the words occur somewhere in the texts. */
export function found(words: string, ...texts: readonly string[]): boolean {
  const whole = texts.join("\n").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => whole.includes(word));
}
