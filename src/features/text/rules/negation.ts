import type { Sentence, TextLanguage, Token } from "./analysed-text.ts";
import { contrasts, intensifiers, negations } from "./function-words.ts";

/** Words a negation reaches, counted without those that only strengthen or weaken. English ones reach further. */
const reach = { en: 3, ru: 2, uk: 2 } as const;

/** Words of absence that stand behind what is absent: "проблем нет", "зв’язку немає". */
const absence = new Set(
  "нет нету немає нема отсутствует отсутствуют отсутствует відсутній відсутня відсутнє".split(" "),
);

/** "not only", "не только": no negation at all. */
const undone = new Set("only just only только просто лише тільки раз один".split(" "));

/**
 * Indexes of tokens inside the reach of a negation: up to three words after it in English and two in Russian and
 * Ukrainian, up to the next mark or "but"; words of absence at the end of a clause reach back. Source of the window: Pang,
 * Lee & Vaithyanathan 2002; window sizes after Taboada et al. 2011.
 */
export function negatedTokens(
  text: string,
  tokens: readonly Token[],
  sentences: readonly Sentence[],
): ReadonlySet<number> {
  const negated = new Set<number>();
  for (const sentence of sentences) {
    for (let at = sentence.from; at < sentence.to; at += 1) {
      const token = tokens[at];
      if (!token || token.kind !== "word" || !isNegation(token, sentence)) continue;
      for (const index of reachOf(text, tokens, sentence, at)) negated.add(index);
    }
  }
  return negated;
}

/** Whether a word negates, in a language that is tried on the sentence. */
export function isNegation(token: Token, sentence: Pick<Sentence, "candidates">): boolean {
  if (token.norm.endsWith("n't")) return true;
  return sentence.candidates.some((language) => negations[language].has(token.norm));
}

/** Which tokens the negation at `at` turns round. Looks at a few neighbours only, so the work is linear. */
function reachOf(text: string, tokens: readonly Token[], sentence: Sentence, at: number): number[] {
  const isLast = at + 1 >= sentence.to || isParted(text, tokens[at], tokens[at + 1]);
  if (isLast && absence.has(tokens[at]?.norm ?? "")) return before(text, tokens, sentence, at);
  return isLast ? [] : after(text, tokens, sentence, at);
}

function before(text: string, tokens: readonly Token[], sentence: Sentence, at: number): number[] {
  const found: number[] = [];
  for (let index = at - 1; index >= Math.max(sentence.from, at - 2); index -= 1) {
    if (isParted(text, tokens[index], tokens[index + 1])) break;
    if (tokens[index]?.kind === "word") found.push(index);
  }
  return found;
}

const furthest = 8;

function after(text: string, tokens: readonly Token[], sentence: Sentence, at: number): number[] {
  const language = sentence.candidates[0] ?? "en";
  if (undone.has(tokens[at + 1]?.norm ?? "")) return [];

  const found: number[] = [];
  let left: number = reach[language];
  const end = Math.min(sentence.to, at + 1 + furthest);
  for (let next = at + 1; next < end && left > 0; next += 1) {
    const token = tokens[next];
    if (!token || token.kind === "emoji" || isParted(text, tokens[next - 1], token)) break;
    if (isNegation(token, sentence)) continue;
    if (isCounted(token, language)) left -= 1;
    found.push(next);
  }
  return found;
}

/** Whether a word uses up reach: words that strengthen do not, nor the little words of English. */
function isCounted(token: Token, language: TextLanguage): boolean {
  return !intensifiers[language].has(token.norm) && !(language === "en" && token.isStop);
}

/** Whether a mark or a "but" stands between neighbours. */
export function isParted(text: string, one: Token | undefined, next: Token | undefined): boolean {
  if (!one || !next) return true;
  const { norm } = next;
  if (contrasts.en.has(norm) || contrasts.ru.has(norm) || contrasts.uk.has(norm)) return true;
  return next.start - one.end > 1 && /[,;:()—–]| - /.test(text.slice(one.end, Math.min(next.start, one.end + 12)));
}
