import type { TextLanguage } from "../company/customers.ts";
import type { Draw } from "../random.ts";

/** The text as a sentence: capital at the beginning, a stop at the end. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[\p{L}\p{N}»"]$/u.test(capital) ? `${capital}.` : capital;
}

/** How people type: some all small, without the last stop, with slips of the finger, shouting, with signs and faces. */
export function asTyped(
  draw: Draw,
  text: string,
  { language, isAngry }: { readonly language: TextLanguage; readonly isAngry: boolean },
): string {
  let typed = text;
  if (draw.chance(0.08)) typed = withSlip(draw, typed);
  if (draw.chance(0.25)) typed = typed.toLocaleLowerCase(language);
  else if (isAngry && draw.chance(0.03)) typed = typed.toLocaleUpperCase(language);
  if (draw.chance(0.35)) typed = typed.replace(/\.$/, "");
  else if (draw.chance(isAngry ? 0.12 : 0.1))
    typed = typed.replace(/\.$/, draw.pick(isAngry ? ["!!!", "!", "...", "!!"] : ["!", "!!", ")))", ")"]));
  if (draw.chance(0.05)) typed += ` ${draw.pick(isAngry ? angryFaces : happyFaces)}`;
  return typed;
}

const angryFaces = ["😡", "🤦", "👎", "😤", "🙄"];
const happyFaces = ["👍", "😊", "❤️", "🙏", "👌"];

/** Two neighbouring letters inside a word change places, or one is left out. */
function withSlip(draw: Draw, text: string): string {
  const words = [...text.matchAll(/\p{L}{6,}/gu)];
  if (words.length === 0) return text;
  const word = draw.pick(words);
  const at = word.index + 1 + draw.int(word[0].length - 3);
  const [one, other] = [text[at] ?? "", text[at + 1] ?? ""];
  return text.slice(0, at) + (draw.chance(0.6) ? other + one : other) + text.slice(at + 2);
}
