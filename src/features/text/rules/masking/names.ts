import type { Finding } from "./finding.ts";
import { givenName } from "./given-names.ts";

interface Word {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** A capital and then small letters. */
  readonly isTitle: boolean;
  /** What stands between the word before and this one. */
  readonly gap: string;
}

const wordPattern = /\p{L}(?:[\p{L}'’ʼ-]*\p{L})?/gu;
const titlePattern = /^\p{Lu}[\p{Ll}'’ʼ]+(?:-\p{Lu}[\p{Ll}'’ʼ]+)?$/u;

const patronymic = /(?:ович|евич|йович|ьич|овн|евн|івн|ївн|иничн)(?:а|у|ем|ом|е|ы|і|и|ою|ой|еві|ові)?$/;
/** Endings that hardly any word but a surname has. */
const surname = /(?:енк|єнк|чук|щук|дзе|швили|швілі)(?:о|а|у|ом|ові|ем)?$/;
const likelySurname =
  /(?:ов|ев|єв|ин|ін|ын|их|ых|ий|ой|ая|ська|цька|ський|цький|ова|ева|єва|ина|іна|ко|ук|юк|як|ець|ян|ман|берг|ич)(?:а|у|ым|им|ом|ою|ой|е|і|ої|ого|ому|у)?$/;

const titles =
  /^(?:mr|mrs|ms|miss|mx|dr|sir|madam|господин\p{L}*|госпож\p{L}*|г-н\p{L}?|г-ж\p{L}|гражданин\p{L}*|пан|пана|пану|пані|паном|панові|добродій\p{L}*)$/u;
const roles =
  /^(?:менеджер|оператор|консультант|специалист|спеціаліст|сотрудни|співробітни|працівни|кассир|касир|администратор|адміністратор|продав[ец]|продавщиц|курьер|кур['’ʼ]?єр|мастер|майст|руководител|керівни|директор|начальни|управляющ|инженер|інженер|водител|воді[йю]|доктор|лікар|врач|девушк|дівчин|парен|хлопец|зовут|звати|звуть|фамили|прізвищ|имени|ім['’ʼ]я|имя|agent|representative|rep|manager|operator|consultant|advisor|adviser|assistant|cashier|driver|named|name)/u;
const roleLength = /^\p{L}{2,22}$/u;

/** Companies, places and little words that stand beside such words with a capital as well. */
const brands =
  /^(?:сбер|билайн|мегафон|ростелеком|київстар|киевстар|водафон|vodafone|лайф|lifecell|лайфсел|приват|монобанк|ощад|альфа|райфф|укр|розетк|озон|вайлдб|яндекс|гугл|google|apple|samsung|самсунг|xiaomi|delta|united|american|southwest|jetblue|virgin|airways|airlines|bank|банк|росси|москв|украин|україн|comfy|фокстрот|епіцентр|сільпо)/;
const littleWords = new Set(
  `мтс теле йота втб пумб нова новой новая хоум киев київ атб the this that is was of at in on for and but no not who from to
  customer service call help support also even just they he she we it if when as i my you your со из на не по что как он она
  они мы вы я в и а но для это так все при та що як він вона вони ми ви це але спасибо дякую thanks hello hi дуже очень
  здравствуйте добрый вітаю сегодня вчера сьогодні вчора после потом потім жаль увы`.split(/\s+/),
);
const isOrdinary = (lower: string) => littleWords.has(lower) || brands.test(lower);

const initials =
  /(?<!\p{L})(?:\p{Lu}\.\s?\p{Lu}\.\s?\p{Lu}[\p{Ll}'’ʼ-]{2,30}|\p{Lu}[\p{Ll}'’ʼ-]{2,30}\s\p{Lu}\.\s?\p{Lu}\.)/gu;

/**
 * Names of people: known given names with the surname or patronymic beside them, words with a capital behind a title or a
 * role ("пан Сорока", "менеджер Олена", "Ms Smith"), patronymics, initials, surnames in -енко, -чук, -швили.
 */
export function findNames(text: string): Finding[] {
  const words = wordsOf(text);
  const taken = new Set<number>();
  words.forEach((word, index) => {
    if (isName(words, index)) takeWithNeighbours(words, index, taken);
    else if (word.isTitle && isBehindTitle(words, index)) takeOn(words, index, taken);
  });
  const findings = [...taken].toSorted((a, b) => a - b).map((index) => findingOf(words[index]));
  for (const match of text.matchAll(initials)) {
    findings.push({ kind: "name", start: match.index, end: match.index + match[0].length });
  }
  return findings.filter((finding) => finding.end > finding.start);
}

function wordsOf(text: string): readonly Word[] {
  let before = 0;
  return [...text.matchAll(wordPattern)].map((match) => {
    const [written] = match;
    const gap = text.slice(Math.max(before, match.index - 8), match.index);
    before = match.index + written.length;
    const isTitle = titlePattern.test(written);
    return { text: written, lower: written.toLowerCase(), start: match.index, end: before, isTitle, gap };
  });
}

function findingOf(word: Word | undefined): Finding {
  return { kind: "name", start: word?.start ?? 0, end: word?.end ?? 0 };
}

const lowest = 4;

function isName(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (!word) return false;
  if (word.isTitle && isTellingEnding(word)) return true;
  const name = givenName(word.lower);
  if (name === undefined) return false;
  if (name === "doubtful") return word.isTitle && (isBehindTitle(words, index) || hasFamily(words, index));
  const isEnglish = /^[a-z]/.test(word.lower);
  return word.isTitle || (!isEnglish && word.lower.length >= lowest && word.text === word.lower);
}

/** Patronymics and surnames that can be nothing else. */
function isTellingEnding({ lower }: Word): boolean {
  return (lower.length > 6 && patronymic.test(lower)) || (lower.length > 5 && surname.test(lower));
}

/** A doubtful name with a surname or patronymic right behind or before it. */
function hasFamily(words: readonly Word[], index: number): boolean {
  const [before, next] = [words[index - 1], words[index + 1]];
  const isFamily = (word: Word | undefined) =>
    word !== undefined &&
    word.isTitle &&
    !isOrdinary(word.lower) &&
    (patronymic.test(word.lower) || likelySurname.test(word.lower));
  const isBehind =
    next !== undefined && isNear(next) && (isFamily(next) || (next.isTitle && /^[a-z]/.test(next.lower)));
  return (isBehind && !isOrdinary(next.lower)) || (isNear(words[index]) && isFamily(before) && index > 1);
}

function isNear(word: Word | undefined): boolean {
  return word !== undefined && /^[ \u00A0]{1,2}$/.test(word.gap);
}

function isBehindTitle(words: readonly Word[], index: number): boolean {
  const [word, before] = [words[index], words[index - 1]];
  if (!word || !before || isOrdinary(word.lower) || word.text.length < 3) return false;
  if (titles.test(before.lower)) return /^\.?[ \u00A0]{0,2}$/.test(word.gap);
  return roles.test(before.lower) && roleLength.test(before.text) && /^[ \u00A0:–-]{1,3}$/.test(word.gap);
}

/** A name and up to two words with a capital behind it. */
function takeOn(words: readonly Word[], index: number, taken: Set<number>): void {
  taken.add(index);
  for (let next = index + 1; next <= index + 2; next += 1) {
    const word = words[next];
    if (!word || !isNear(word) || !word.isTitle || isOrdinary(word.lower)) return;
    taken.add(next);
  }
}

/** As `takeOn`, and a surname before it ("Петренко Олена", "Иванов Иван Иванович"). */
function takeWithNeighbours(words: readonly Word[], index: number, taken: Set<number>): void {
  const word = words[index];
  if (!word?.isTitle) {
    taken.add(index);
    if (patronymic.test(words[index + 1]?.lower ?? "") && isNear(words[index + 1])) taken.add(index + 1);
    return;
  }
  takeOn(words, index, taken);
  for (let before = index - 1; before >= index - 2 && isFamilyBefore(words, before, index); before -= 1)
    taken.add(before);
}

/** Whether the word at `before` belongs to the name at `index`: a surname, or the given name of a patronymic. */
function isFamilyBefore(words: readonly Word[], before: number, index: number): boolean {
  const [neighbour, name] = [words[before], words[index]];
  if (!neighbour?.isTitle || !name || !isNear(words[before + 1])) return false;
  if (isOrdinary(neighbour.lower) || roles.test(neighbour.lower)) return false;
  return likelySurname.test(neighbour.lower) || (before === index - 1 && patronymic.test(name.lower));
}
