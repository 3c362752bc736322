const vowels = "aeiouy";
const doubles = new Set(["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"]);
const liEndings = "cdeghkmnrt";

const irregular: Readonly<Record<string, string>> = {
  skis: "ski",
  skies: "sky",
  dying: "die",
  lying: "lie",
  tying: "tie",
  idly: "idl",
  gently: "gentl",
  ugly: "ugli",
  early: "earli",
  only: "onli",
  singly: "singl",
};
const invariant = new Set(["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"]);
const unchangedAfterPlural = new Set([
  "inning",
  "outing",
  "canning",
  "herring",
  "earring",
  "proceed",
  "exceed",
  "succeed",
  "evening",
]);

const secondSuffixes: readonly (readonly [string, string])[] = [
  ["ization", "ize"],
  ["ational", "ate"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["iveness", "ive"],
  ["tional", "tion"],
  ["biliti", "ble"],
  ["lessli", "less"],
  ["entli", "ent"],
  ["ation", "ate"],
  ["alism", "al"],
  ["aliti", "al"],
  ["ousli", "ous"],
  ["iviti", "ive"],
  ["fulli", "ful"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["abli", "able"],
  ["izer", "ize"],
  ["ator", "ate"],
  ["alli", "al"],
  ["bli", "ble"],
  ["ogi", "og"],
  ["li", ""],
];

const thirdSuffixes: readonly (readonly [string, string])[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["alize", "al"],
  ["icate", "ic"],
  ["iciti", "ic"],
  ["ative", ""],
  ["ical", "ic"],
  ["ness", ""],
  ["ful", ""],
];

const fourthSuffixes = [
  "ement",
  "ance",
  "ence",
  "able",
  "ible",
  "ment",
  "ant",
  "ent",
  "ism",
  "ate",
  "iti",
  "ous",
  "ive",
  "ize",
  "ion",
  "al",
  "er",
  "ic",
] as const;

/**
 * The stem of an English word in lower case. Method: the English (Porter2) stemmer of Snowball, M. F. Porter 2001,
 * snowballstem.org/algorithms/english.
 */
export function stemEnglish(word: string): string {
  if (word.length <= 2) return word;
  const exception = irregular[word];
  if (exception !== undefined) return exception;
  if (invariant.has(word)) return word;

  const start = markConsonantY(word.startsWith("'") ? word.slice(1) : word);
  const [r1, r2] = regionsOf(start);
  const singular = withoutPlural(withoutApostrophe(start));
  if (unchangedAfterPlural.has(singular)) return singular;

  const first = withoutPast(singular, r1);
  const second = replaceIn(first.replace(/(?<=.[^aeiouy])[yY]$/, "i"), secondSuffixes, r1, mayReplaceSecond);
  const third = replaceIn(second, thirdSuffixes, r1, (stem, suffix) => suffix !== "ative" || stem.length >= r2);
  return withoutFinalLetter(withoutFourth(third, r2), r1, r2).toLowerCase();
}

/** A y that begins the word or follows a vowel is a consonant, written Y while the word is worked on. */
function markConsonantY(word: string): string {
  return word.includes("y") ? word.replace(/^y/, "Y").replaceAll(/(?<=[aeiouy])y/g, "Y") : word;
}

function regionsOf(word: string): readonly [number, number] {
  const special = /^(?:gener|commun|arsen|univers|later|emerg|organ|inter)/.exec(word);
  const r1 = special ? special[0].length : regionAfter(word, 0);
  return [r1, regionAfter(word, r1)];
}

/** Where the region after the first consonant that follows a vowel begins. */
function regionAfter(word: string, from: number): number {
  for (let i = from + 1; i < word.length; i += 1) {
    if (!isVowel(word, i) && isVowel(word, i - 1)) return i + 1;
  }
  return word.length;
}

function isVowel(word: string, index: number): boolean {
  return vowels.includes(word.charAt(index)) && index >= 0 && index < word.length;
}

function withoutApostrophe(word: string): string {
  return word.replace(/'s?'?$/, "");
}

function withoutPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ied") || word.endsWith("ies")) return word.slice(0, word.length > 4 ? -2 : -1);
  if (!word.endsWith("s") || word.endsWith("us") || word.endsWith("ss")) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word: string, r1: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= r1 ? `${word.slice(0, eed.index)}ee` : word;
  const past = /(?:ing|ed)(?:ly)?$/.exec(word);
  if (!past) return word;

  const stem = word.slice(0, past.index);
  if (!/[aeiouy]/.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (doubles.has(stem.slice(-2))) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return r1 >= stem.length && endsInShortSyllable(stem) ? `${stem}e` : stem;
}

function endsInShortSyllable(word: string): boolean {
  return /^[aeiouy][^aeiouy]$/.test(word) || /[^aeiouy][aeiouy][^aeiouywxY]$/.test(word);
}

function mayReplaceSecond(stem: string, suffix: string): boolean {
  if (suffix === "ogi") return stem.endsWith("l");
  return suffix !== "li" || (stem !== "" && liEndings.includes(stem.slice(-1)));
}

function replaceIn(
  word: string,
  suffixes: readonly (readonly [string, string])[],
  region: number,
  may: (stem: string, suffix: string) => boolean,
): string {
  const found = suffixes.find(([suffix]) => word.endsWith(suffix));
  if (!found) return word;
  const stem = word.slice(0, -found[0].length);
  return stem.length >= region && may(stem, found[0]) ? stem + found[1] : word;
}

function withoutFourth(word: string, r2: number): string {
  const suffix = fourthSuffixes.find((one) => word.endsWith(one));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  const mayGo = stem.length >= r2 && (suffix !== "ion" || /[st]$/.test(stem));
  return mayGo ? stem : word;
}

function withoutFinalLetter(word: string, r1: number, r2: number): string {
  const stem = word.slice(0, -1);
  if (word.endsWith("l")) return stem.length >= r2 && stem.endsWith("l") ? stem : word;
  if (!word.endsWith("e")) return word;
  return stem.length >= r2 || (stem.length >= r1 && !endsInShortSyllable(stem)) ? stem : word;
}
