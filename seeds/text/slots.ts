import type { TextLanguage } from "../company/customers.ts";
import type { Draw } from "../random.ts";
import type { Slots } from "./grammar.ts";

/** What a text may mention. */
export interface Mentions {
  readonly minutes: number;
  /** Given name of whoever served, in Latin letters; null when nobody did. */
  readonly person: string | null;
}

type Forms = readonly [one: string, few: string, many: string];

const units: Readonly<Record<TextLanguage, { readonly minute: Forms; readonly day: Forms }>> = {
  en: { minute: ["minute", "minutes", "minutes"], day: ["day", "days", "days"] },
  ru: { minute: ["минуту", "минуты", "минут"], day: ["день", "дня", "дней"] },
  uk: { minute: ["хвилину", "хвилини", "хвилин"], day: ["день", "дні", "днів"] },
};

const times: Readonly<Record<TextLanguage, readonly string[]>> = {
  en: ["three times", "four times", "twice", "five times"],
  ru: ["третий раз", "четвёртый раз", "пятый раз", "второй раз"],
  uk: ["втретє", "вчетверте", "вп’яте", "вдруге"],
};

const sums: Readonly<Record<TextLanguage, readonly string[]>> = {
  en: ["4 euros", "12 euros", "150 hryvnias", "20 zloty"],
  ru: ["99 гривен", "150 гривен", "2000 тенге", "40 злотых"],
  uk: ["99 гривень", "150 гривень", "320 гривень", "40 злотих"],
};

/** Given names as people write them, with a surname in the form of a signature. None is a real person. */
const names: Readonly<Record<TextLanguage, readonly string[]>> = {
  en: ["Anna", "Mark", "Sofia", "Peter", "Helen", "Adam", "Kate"],
  ru: ["Ирина", "Алексей", "Марина", "Тимур", "Светлана", "Дана", "Сергей"],
  uk: ["Оксана", "Андрій", "Соломія", "Тарас", "Галина", "Юрій", "Олена"],
};
const surnames: Readonly<Record<TextLanguage, readonly string[]>> = {
  en: ["Zielna", "Yavir", "Holub", "Stets"],
  ru: ["Луговая", "Дуб", "Степной", "Вербицкая"],
  uk: ["Явір", "Голуб", "Верба", "Стець"],
};
const latin = ["i.stepova", "t.yavir", "oksana.verba", "a.holub", "m.stets", "dana.k"];

/** Fills the holes of one text. Numbers of phones lie in ranges that belong to nobody. */
export function slotsOf(draw: Draw, language: TextLanguage, { minutes, person }: Mentions): Slots {
  const spoken = minutes > 15 ? Math.round(minutes / 5) * 5 : Math.max(10, minutes);
  const days = 2 + draw.int(12);
  const name = draw.pick(names[language]);
  return {
    min: spoken === 60 ? hour[language] : `${spoken} ${formOf(units[language].minute, spoken)}`,
    days: `${days} ${formOf(units[language].day, days)}`,
    times: draw.pick(times[language]),
    sum: draw.pick(sums[language]),
    name: language === "en" && person !== null ? person : name,
    fullname: `${name} ${draw.pick(surnames[language])}`,
    phone: phoneOf(draw),
    mail: `${draw.pick(latin)}${draw.int(90) + 10}@example.com`,
  };
}

const hour: Readonly<Record<TextLanguage, string>> = { en: "an hour", ru: "час", uk: "годину" };

function phoneOf(draw: Draw): string {
  const digits = (count: number) => Array.from({ length: count }, () => draw.int(10)).join("");
  return draw.pick([
    () => `+38 000 ${digits(3)} ${digits(2)} ${digits(2)}`,
    () => `000-${digits(3)}-${digits(2)}-${digits(2)}`,
    () => `+48 000 ${digits(3)} ${digits(3)}`,
  ])();
}

/** One, few or many, as Russian and Ukrainian count (CLDR plural rules); English by its two. */
function formOf([one, few, many]: Forms, count: number): string {
  const [last, lastTwo] = [count % 10, count % 100];
  if (last === 1 && lastTwo !== 11) return one;
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? few : many;
}
