/**
 * Language of a short text by its letters: Ukrainian has і ї є ґ, Russian ы э ё ъ; Latin counts as English.
 * Null when there are too few letters, or most of them are of neither alphabet.
 */
export function languageOf(text: string): "en" | "ru" | "uk" | null {
  const { latin, cyrillic, other, ukrainian, russian } = countLetters(text);
  const letters = latin + cyrillic + other;
  if (letters < 3 || other * 2 > letters) return null;
  if (latin > cyrillic) return "en";
  if (ukrainian !== russian) return ukrainian > russian ? "uk" : "ru";
  return byCommonWords(text);
}

interface Letters {
  latin: number;
  cyrillic: number;
  other: number;
  ukrainian: number;
  russian: number;
}

const onlyUkrainian = new Set("іїєґІЇЄҐ");
const onlyRussian = new Set("ыэёъЫЭЁЪ");

function countLetters(text: string): Letters {
  const counts = { latin: 0, cyrillic: 0, other: 0, ukrainian: 0, russian: 0 };
  for (const letter of text) {
    const kind = alphabetOf(letter.codePointAt(0) ?? 0);
    if (kind === null) continue;
    counts[kind] += 1;
    if (kind !== "cyrillic") continue;
    if (onlyUkrainian.has(letter)) counts.ukrainian += 1;
    else if (onlyRussian.has(letter)) counts.russian += 1;
  }
  return counts;
}

/** Unicode blocks: Basic Latin to Latin Extended-B, Cyrillic with its supplement; higher blocks up to the symbols are others. */
function alphabetOf(code: number): "latin" | "cyrillic" | "other" | null {
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? "latin" : null;
  if (code >= 0xc0 && code < 0x250) return "latin";
  if (code >= 0x400 && code < 0x530) return "cyrillic";
  const isLetter = (code >= 0x370 && code < 0x2000) || (code >= 0x2e80 && code < 0xd800);
  return isLetter ? "other" : null;
}

const ukrainianWords =
  /(?<!\p{L})(та|що|не було|дуже|було|бо|чи|мене|якщо|навіть|після|добре|все добре|дякую)(?!\p{L})/giu;
const russianWords =
  /(?<!\p{L})(и|что|как|очень|было|или|меня|если|даже|после|хорошо|нет|спасибо|все|он|они)(?!\p{L})/giu;

function byCommonWords(text: string): "ru" | "uk" {
  const ukrainian = text.match(ukrainianWords)?.length ?? 0;
  const russian = text.match(russianWords)?.length ?? 0;
  return ukrainian > russian ? "uk" : "ru";
}
