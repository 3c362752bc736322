const words = (list: string) => list.trim().split(/\s+/);

/** Nouns made of verbs (очікування, з’єднання, підключення), in all cases. */
const verbalNoun =
  /(?:овуванн|уванн|юванн|іюванн|ованн|анн|янн|енн|єнн|інн)(?:ями|ям|ях|ю|і|я)$|(?:овувань|увань|ювань|ань|янь|ень)$/;
const abstractNoun = /(?:істю|остей|остями|остях|остям|ості|ость|ість)$/;

const verbs = words(`
  овувати овував овувала овували овувало овують овуємо овуєте овуєш овує овую
  увати ував увала ували увало увавши ують уючи уємо уєте уєш ує
  ювати ював ювала ювали ювало юють юючи юємо юєте юєш ює юю
  ати ав ала али ало авши ають аючи аємо аєте аєш ає аю айте ай
  яти яв яла яли яло явши яють яємо яєте яєш яє яю яйте
  ити ив ила или ило ивши имо ите иш ить ять ячи
  іти ів іла іли іло івши іють іємо іє ію їти їв їла їли їло їть їмо їш
  ути ув ула ули уло нуть уть емо ете еш емось ноти
  аєть яєть уєть юєть іють іється єть еть чи ти ть
`);
const adjectives = words(
  "ими іми ого ому ьому його йому ого ий ій їй их іх їх им ім їм ою ьою ої ьої ую юю еє ії ійшого",
);
const impersonal = words("овано увано ювано ано яно ено єно");
const nouns = words(`
  ами ями ьми има ові еві єві ах ях ею єю ою ам ям ом ем єм ів їв ей ий ій
  а я о е є у ю і ї и ь й
`);

const inflections = [...verbs, ...adjectives, ...impersonal, ...nouns].toSorted((a, b) => b.length - a.length);
const nounEndings = new Set(nouns);
/** Words whose root looks like an ending. */
const irregular: Readonly<Record<string, string>> = {
  дорого: "дорог",
  строго: "строг",
  погано: "поган",
  кошти: "кошт",
  пошта: "пошт",
  пошти: "пошт",
  якість: "якіст",
  якості: "якіст",
  якістю: "якіст",
  якостей: "якіст",
  день: "дн",
  дні: "дн",
  дня: "дн",
  днів: "дн",
};
const adjectivalEndings = new Set([...adjectives, "а", "е", "і", "у"]);
const participle = /(?:ован|уван|юван|йован|ан|ян|ен|єн)$/;
const vowel = /[аеиіоуюяєї]/;

/**
 * The stem of a Ukrainian word in lower case with a plain apostrophe. A light stemmer of our own after the plan of
 * Porter's (Porter 1980; Snowball has no Ukrainian one): the reflexive ся, then nouns made of verbs, then the longest
 * ending of verb, adjective or noun that leaves a root of three letters with a vowel, then participles and the
 * alternations of г, к and о that customers' words are full of (черга – черзі, картка – картці, дзвінок – дзвінка).
 */
export function stemUkrainian(word: string): string {
  const exception = irregular[word];
  if (exception !== undefined) return exception;
  if (word.length <= 3) return word;
  const plain = word.length > 5 ? word.replace(/(?<=[влтиюйшеоа]|ть)(?:ся|сь)$/, "") : word;
  const nominal = strip(plain, verbalNoun, 3) ?? strip(plain, abstractNoun, 3);
  if (nominal !== undefined) return nominal;

  return withoutEnding(alternated(plain));
}

/** The dative and locative of nouns in ка and га, with their own letter again. */
function alternated(word: string): string {
  return word.replace(/(?<=[бвгджзйклмнпрстфхчш'])ці$/, "ка").replace(/(?<=[оур])зі$/, "га");
}

function withoutEnding(word: string): string {
  const ending = inflections.find((one) => word.endsWith(one) && isRoot(word.slice(0, -one.length)));
  const root = ending === undefined ? word : word.slice(0, -ending.length);
  if (ending !== undefined && adjectivalEndings.has(ending)) return withoutParticiple(root);
  const isNoun = ending === undefined || nounEndings.has(ending);
  return isNoun && root.length >= 5 && isRoot(root.slice(0, -2)) ? root.replace(/ок$/, "к") : root;
}

function strip(word: string, suffix: RegExp, shortest: number): string | undefined {
  const found = suffix.exec(word);
  if (!found) return undefined;
  const root = word.slice(0, found.index);
  return root.length >= shortest && vowel.test(root) ? root : undefined;
}

function withoutParticiple(root: string): string {
  const found = participle.exec(root);
  return found && found.index >= 4 ? root.slice(0, found.index) : root;
}

function isRoot(root: string): boolean {
  return root.length >= 3 && vowel.test(root);
}
