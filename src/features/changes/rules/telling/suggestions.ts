import type { Suggestions } from "../../contract.ts";
import { daysWords, figuresIn, type ChangeWords } from "./words.ts";

const mostNamed = 3;

/** Which measures clearly changed lately, or plainly that none did and what would have shown. */
export function suggestionsSentence(suggestions: Suggestions, words: ChangeWords): string {
  const { t, language } = words;
  const { period, before, items, tested } = suggestions;
  if (period === null || before === null || items.length === 0) return t("start.nothing");
  const params = {
    period: daysWords(period, language),
    before: daysWords(before, language),
    tested: words.count(tested),
  };
  if (tested === 0) return t("start.tooFew", params);
  const clear = items.filter((item) => item.clear);
  if (clear.length > 0) {
    const names = words.listed(clear.slice(0, mostNamed).map(({ measure }) => words.names.measure(measure.ref)));
    const more = clear.length - mostNamed;
    return t(more > 0 ? "start.someMore" : "start.some", { ...params, count: clear.length, names });
  }
  const [largest] = items.filter(({ detectable }) => detectable !== null).toSorted((a, b) => b.measure.n - a.measure.n);
  const none = t("start.none", { ...params, count: tested });
  if (largest === undefined || largest.detectable === null) return none;
  const amount = figuresIn({ kind: largest.measure.kind, difference: largest.difference }, words).amount(
    largest.detectable,
  );
  return `${none} ${t("start.seen", { amount, name: words.names.measure(largest.measure.ref) })}`;
}
