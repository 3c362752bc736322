import type { RawToken } from "./tokens.ts";

/** A sentence before its language is known: raw tokens `from` to `to`, characters `start` to `end`. */
export interface SentenceSpan {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

const abbreviations = new Set(
  "т д п е к р с г ул стр тел руб коп грн грв тис тыс млн кв обл мин хв сек год див напр рис св им ім mr mrs ms dr st no vs etc e.g i.e inc ltd co jr sr hrs min approx".split(
    " ",
  ),
);

/**
 * Sentences by marks and line ends. A dot after an abbreviation or one letter ends none, nor does one before a small
 * letter unless a word of four letters or more stands before it (people rarely bother with capitals).
 */
export function splitSentences(text: string, tokens: readonly RawToken[]): SentenceSpan[] {
  const spans: SentenceSpan[] = [];
  let from = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, next] = [tokens[at], tokens[at + 1]];
    if (!token || (next && !endsAfter(text, token, next))) continue;
    const start = tokens[from]?.start ?? token.start;
    spans.push({ from, to: at + 1, start, end: token.end });
    from = at + 1;
  }
  return spans;
}

function endsAfter(text: string, token: RawToken, next: RawToken): boolean {
  if (next.kind === "emoji") return false;
  if (token.kind === "emoji" && startsLike(text, next, "upper")) return true;
  if (next.start === token.end) return false;
  const between = text.slice(token.end, Math.min(next.start, token.end + 40));
  if (/[!?…\n\r]|\.{2}/.test(between)) return true;
  if (!between.includes(".")) return false;

  const last = text.slice(Math.max(token.start, token.end - 20), token.end).toLowerCase();
  if (abbreviations.has(last) || (last.length === 1 && !/\d/.test(last))) return false;
  return last.length >= 4 || !startsLike(text, next, "lower");
}

function startsLike(text: string, token: RawToken, form: "upper" | "lower"): boolean {
  const first = text.slice(token.start, token.start + 2);
  return form === "upper" ? /^\p{Lu}/u.test(first) : /^\p{Ll}/u.test(first);
}
