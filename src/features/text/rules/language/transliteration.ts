import { englishWords, russianWords, ukrainianWords } from "./common-words.ts";

type CyrillicLanguage = "ru" | "uk";

const shared: readonly (readonly [string, string])[] = [
  ["shch", "щ"],
  ["sch", "щ"],
  ["zh", "ж"],
  ["kh", "х"],
  ["ts", "ц"],
  ["tz", "ц"],
  ["ch", "ч"],
  ["sh", "ш"],
  ["yu", "ю"],
  ["ju", "ю"],
  ["ya", "я"],
  ["ja", "я"],
  ["a", "а"],
  ["b", "б"],
  ["c", "ц"],
  ["d", "д"],
  ["f", "ф"],
  ["j", "й"],
  ["k", "к"],
  ["l", "л"],
  ["m", "м"],
  ["n", "н"],
  ["o", "о"],
  ["p", "п"],
  ["q", "к"],
  ["r", "р"],
  ["s", "с"],
  ["t", "т"],
  ["u", "у"],
  ["v", "в"],
  ["w", "в"],
  ["x", "х"],
  ["z", "з"],
  ["4", "ч"],
  ["6", "ш"],
  ["'", "ь"],
];

const own: Readonly<Record<CyrillicLanguage, readonly (readonly [string, string])[]>> = {
  ru: [
    ["yo", "е"],
    ["jo", "е"],
    ["ye", "е"],
    ["je", "е"],
    ["iy", "ий"],
    ["ij", "ий"],
    ["yy", "ый"],
    ["yj", "ый"],
    ["ay", "ай"],
    ["ey", "ей"],
    ["oy", "ой"],
    ["uy", "уй"],
    ["e", "е"],
    ["g", "г"],
    ["h", "х"],
    ["i", "и"],
    ["y", "ы"],
  ],
  uk: [
    ["yi", "ї"],
    ["ji", "ї"],
    ["ye", "є"],
    ["je", "є"],
    ["yy", "ий"],
    ["yj", "ий"],
    ["iy", "ій"],
    ["ij", "ій"],
    ["ay", "ай"],
    ["ey", "ей"],
    ["oy", "ой"],
    ["uy", "уй"],
    ["e", "е"],
    ["g", "г"],
    ["h", "г"],
    ["i", "і"],
    ["y", "и"],
  ],
};

const tables: Readonly<Record<CyrillicLanguage, ReadonlyMap<string, string>>> = {
  ru: new Map([...shared, ...own.ru]),
  uk: new Map([...shared, ...own.uk]),
};

/** Without the letters that people leave out or write in several ways when they type in Latin ones. */
const bare = (word: string) => word.replaceAll(/[ьъ']/g, "").replaceAll("й", "и").replaceAll("ы", "и");

const spelling: Readonly<Record<CyrillicLanguage, ReadonlyMap<string, string>>> = {
  ru: new Map([...russianWords].map((word) => [bare(word), word])),
  uk: new Map([...ukrainianWords].map((word) => [bare(word), word])),
};

/**
 * A Russian or Ukrainian word of Latin letters in Cyrillic ones, as most people type it (a mix of the passport rules, ISO 9
 * and habit: `zh`, `4`, `y` for й, ы, и). A frequent word gets its proper spelling, soft sign and all.
 */
export function toCyrillic(word: string, language: CyrillicLanguage): string {
  const table = tables[language];
  let written = "";
  for (let at = 0; at < word.length;) {
    const length = [4, 3, 2, 1].find((size) => table.has(word.slice(at, at + size)) && !splitsYa(word, at, size)) ?? 1;
    const piece = word.slice(at, at + length);
    written += table.get(piece) ?? piece;
    at += length;
  }
  return spelling[language].get(bare(written)) ?? written;
}

/** The y of "kuyu" belongs to the letter behind it. */
function splitsYa(word: string, at: number, size: number): boolean {
  return size === 2 && /^[aeou]y[aoue]/.test(word.slice(at, at + 3));
}

/** Whether a word of Latin letters, read as this language, is one of its frequent words. */
export function isFrequentTransliterated(word: string, language: CyrillicLanguage): boolean {
  const written = toCyrillic(word, language);
  return spelling[language].has(bare(written));
}

/** Whether it is an English word that would stand in a transliterated text as it is. */
export function isFrequentEnglish(word: string): boolean {
  return (
    word.length > 2 &&
    englishWords.has(word) &&
    !isFrequentTransliterated(word, "ru") &&
    !isFrequentTransliterated(word, "uk")
  );
}
