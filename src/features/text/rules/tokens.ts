import type { TokenKind } from "./analysed-text.ts";

/** A token before anything is known of its language. */
export interface RawToken {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** Placeholders that `maskPersonalData` puts in place of what it found, and what a text is full of anyway. */
const placeholder = String.raw`\[(?:name|phone|card|iban|email|number|document|url|handle|address)\]|(?:https?:\/\/|www\.)[^\s<>"]{1,2000}|@[\p{L}\p{N}_]{2,40}`;
const entity = String.raw`&(?:amp|lt|gt|quot|nbsp|apos|#\d{1,6});`;
const emoticon = String.raw`(?<![\p{L}\p{N}])(?:[:;=8xX]['’]?-?[)(DPpOo3*\/\\|\]\[]{1,20}|<\/?3)(?![\p{L}\p{N}])|\){2,}|\({2,}`;
const emoji = String.raw`\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier}|\u200D\p{Extended_Pictographic})*`;
const number = String.raw`\d+(?:[.,:]\d+)*%?(?![\p{L}])`;
const letters = String.raw`[\p{L}\p{M}\p{N}\u00AD\u200B-\u200D\u2060\uFEFF]`;
const word = String.raw`${letters}+(?:['’ʼ‘´\u0060]${letters}+)*['’]?`;

const tokenPattern = new RegExp(`(${placeholder})|${entity}|(${emoji})|(${emoticon})|(${number})|(${word})`, "gu");

/** Every token of a text, in order. Linear in its length; whatever is no token is skipped. */
export function tokensIn(text: string): RawToken[] {
  const found: RawToken[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    const kind = kindOf(match);
    if (kind !== undefined) found.push({ kind, start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** The first words of a text in lower case, otherwise as written. */
export function wordsIn(text: string, most: number): string[] {
  const words: string[] = [];
  for (const match of text.matchAll(tokenPattern)) {
    if (match[5] !== undefined) words.push(plainWord(match[0]));
    if (words.length >= most) break;
  }
  return words;
}

/** Lower case, one kind of apostrophe and none at the end, no invisible characters, look-alike letters of one alphabet. */
export function plainWord(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-zа-яіїєґё]+$/.test(lower) && !isMixedScript(lower)) return lower;
  const plain = lower
    .normalize("NFC")
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "")
    .replaceAll(/[’ʼ‘´\u0060]/g, "'")
    .replace(/'$/, "");
  return isMixedScript(plain) ? oneScript(plain) : plain;
}

/** As words are compared: letters stretched for effect once (o and e of Latin words twice: "cool", "need"), ё as е. */
export function normalWord(plain: string): string {
  const short = /(.)\1\1/u.test(plain)
    ? plain.replaceAll(/(\p{L})\1{2,}/gu, (_, letter: string) =>
        letter === "o" || letter === "e" ? letter + letter : letter,
      )
    : plain;
  return short.includes("ё") ? short.replaceAll("ё", "е") : short;
}

const lookAlikes: Readonly<Record<string, string>> = {
  a: "а",
  c: "с",
  e: "е",
  i: "і",
  o: "о",
  p: "р",
  x: "х",
  y: "у",
  k: "к",
  m: "м",
  t: "т",
  h: "н",
  b: "в",
};

function isMixedScript(word: string): boolean {
  return /[a-z]/.test(word) && /[а-яіїєґё]/.test(word);
}

/** A Cyrillic word in which some letters were typed on the Latin keyboard; other mixtures stay. */
function oneScript(word: string): string {
  const written = word.replaceAll(/[a-z]/g, (letter) => lookAlikes[letter] ?? letter);
  return /[a-z]/.test(written) ? word : written;
}

function kindOf(match: RegExpExecArray): TokenKind | undefined {
  if (match[5] !== undefined) return "word";
  if (match[4] !== undefined) return "number";
  if (match[1] !== undefined) return "placeholder";
  return match[2] !== undefined || match[3] !== undefined ? "emoji" : undefined;
}
