import type { Explanation, Warning } from "../../contract.ts";
import { numberText, type ChangeWords } from "./words.ts";

/** What to know before believing it: why the two groups may not be comparable, or the figures not final. */
export function warningsIn({ warnings }: Explanation, words: ChangeWords): readonly string[] {
  return warnings.map((warning) => tellWarning(warning, words));
}

function tellWarning({ kind, value, dimension }: Warning, words: ChangeWords): string {
  const amount = value ?? 0;
  const params = {
    dimension: dimension === null ? "" : words.names.dimension(dimension),
    share: words.percent(amount),
    number: numberText(amount, words.language, 1),
    count: Math.round(amount),
    n: words.count(amount),
  };
  if (kind === "volume") return words.t(amount > 1 ? "warning.volume-more" : "warning.volume-less", params);
  return words.t(`warning.${kind}`, params);
}
