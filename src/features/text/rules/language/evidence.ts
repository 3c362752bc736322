import { englishWords, russianWords, ukrainianWords } from "./common-words.ts";
import { isFrequentTransliterated } from "./transliteration.ts";

/** What the words of a text say of its language: counts of words, and points of evidence. */
export interface Evidence {
  cyrillic: number;
  latin: number;
  ru: number;
  uk: number;
  english: number;
  /** Points for Russian and Ukrainian typed in Latin letters. */
  typedRu: number;
  typedUk: number;
  /** Latin words with letters that English does not have. */
  foreign: number;
}

const ukrainianLetters = /[іїєґ]/;
const russianLetters = /[ыэёъ]/;
const ukrainianEndings = /(?:ння|ться|ють|ати|ити|увати|ював|ував|ового|ськ.{1,3}|зьк.{1,3}|ти)$/;
const russianEndings =
  /(?:ение|ения|ание|ания|ает|яет|уют|ешь|ишь|ость|остью|ость|ться|тся|ать|ить|ять|еть|ция|ции|ского|ские|ской|ских|ого|ует|ится|ился|илась)$/;
const typedEndings =
  /(?:ogo|ego|omu|emu|ymi|imi|yami|aya|aja|oye|oe|yj|ij|iy|yy|aet|ayet|ayut|ajut|uyut|ut|at'|it'|tsya|tsia|tsja|lsya|las'|nost|stvo|eniya|enie|eniye|anie|ovat|yvat|ala|ali|alo|ila|ili|ilo|yty|aty|uvaty|nnya|dzv|dzh|zhd|shch)$|zh|kh|shch|^ne[bdgkmnprstvz]/;
const typedPairs =
  /^(?:chto|4to|shto|shcho|scho|sho|kak|ochen|duzhe|ne|ya|vy|eto|eta|vse|vso|net|nema|nemae|est|uzhe|vzhe|dlya|pri|ot|vot|pochemu|chomu|spasibo|dyakuyu|dakuju|privet|otlichno|horosho|harasho|kharasho|ploho|plokho|pogano|dobre|normalno|norm|rabotaet|pratsyuye|bystro|shvydko|dolgo|dovgo|dorogo|den'gi|dengi|groshi|oni|vony|menya|mene|mne|meni|moy|moi|vash|nash|tolko|tilky|kogda|koly|gde|de|zdes|tut|tam|bez|svyaz|zvonil|zhdal|zhdala|chekav|cherga|ochered)$/;

/** Counts what speaks for each language. Words in lower case as written, ё kept. */
export function evidenceOf(words: readonly string[]): Evidence {
  const seen: Evidence = { cyrillic: 0, latin: 0, ru: 0, uk: 0, english: 0, typedRu: 0, typedUk: 0, foreign: 0 };
  for (const word of words) {
    const first = word.charCodeAt(0);
    if (first >= 0x400 && first < 0x530) weighCyrillic(word, seen);
    else if (first < 0x250) weighLatin(word, seen);
    else seen.foreign += 1;
  }
  return seen;
}

function weighCyrillic(word: string, seen: Evidence): void {
  seen.cyrillic += 1;
  if (ukrainianLetters.test(word) || word.includes("'")) seen.uk += 3;
  else if (russianLetters.test(word)) seen.ru += 3;
  else weighShared(word, seen);
}

/** A word whose letters both languages have. */
function weighShared(word: string, seen: Evidence): void {
  const isRu = russianWords.has(word);
  const isUk = ukrainianWords.has(word);
  if (isRu !== isUk) seen[isRu ? "ru" : "uk"] += 2;
  if (isRu || isUk || word.length < 5) return;

  const [endsRu, endsUk] = [russianEndings.test(word), ukrainianEndings.test(word)];
  if (endsRu !== endsUk) seen[endsRu ? "ru" : "uk"] += 1;
}

function weighLatin(word: string, seen: Evidence): void {
  seen.latin += 1;
  if (englishWords.has(word)) {
    seen.english += 1;
    return;
  }
  if (/[^a-z'0-9]/.test(word)) {
    seen.foreign += 1;
    return;
  }
  if (word.length < 2) return;
  const points = typedPairs.test(word) ? 1 : 0;
  const isRu = isFrequentTransliterated(word, "ru");
  const isUk = isFrequentTransliterated(word, "uk");
  const ending = word.length >= 4 && typedEndings.test(word) ? 0.5 : 0;
  seen.typedRu += isRu ? 1.2 : Math.max(points, ending);
  seen.typedUk += isUk ? 1.2 : Math.max(points, ending);
}
