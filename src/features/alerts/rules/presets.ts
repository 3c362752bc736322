import type { Preset, RuleInput } from "../contract.ts";

/** Beginnings of words that cannot wait: law, regulator, danger, fraud, in the three languages. */
const urgentWords = [
  "суд",
  "иск",
  "адвокат",
  "юрист",
  "прокур",
  "роспотреб",
  "полиц",
  "мошен",
  "угроз",
  "травм",
  "ожог",
  "опасн",
  "пожар",
  "позов",
  "держпродспожив",
  "поліц",
  "шахра",
  "погроз",
  "опік",
  "небезпе",
  "пожеж",
  "lawyer",
  "lawsuit",
  "sue you",
  "attorney",
  "ombudsman",
  "regulator",
  "police",
  "fraud",
  "scam",
  "injur",
  "unsafe",
  "dangerous",
];

/** Beginnings of words of people who leave or say that they will. */
const leavingWords = [
  "ухожу",
  "уйду",
  "ушла от",
  "ушел от",
  "перехожу к",
  "перейду",
  "расторг",
  "отключаюсь",
  "закрываю счет",
  "закрою счет",
  "йду від",
  "піду від",
  "переходжу до",
  "перейду до",
  "розірв",
  "закриваю рахунок",
  "cancel my",
  "cancelling",
  "switch to",
  "switching to",
  "leaving you",
  "close my account",
];

/** The watches that a new organisation begins with; each can be changed and switched off. */
export const presetRules: Readonly<Record<Preset, { readonly rule: RuleInput; readonly quietDays: number }>> = {
  measures: {
    rule: { kind: "measure", measure: "every", by: null, detector: "shift", direction: "both", falseAlarms: 1 },
    quietDays: 7,
  },
  units: {
    rule: { kind: "measure", measure: "every", by: "unit", detector: "shift", direction: "worse", falseAlarms: 4 },
    quietDays: 14,
  },
  topics: {
    rule: { kind: "share", measure: "every", by: "theme", detector: "shift", direction: "more", falseAlarms: 4 },
    quietDays: 14,
  },
  volume: {
    rule: { kind: "volume", measure: "every", by: null, detector: "shift", direction: "less", falseAlarms: 1 },
    quietDays: 14,
  },
  "urgent-words": { rule: { kind: "answer", measure: null, words: urgentWords }, quietDays: 0 },
  leaving: { rule: { kind: "answer", measure: null, words: leavingWords }, quietDays: 0 },
  "below-rest": { rule: { kind: "rest", measure: "every", by: "unit", days: 90 }, quietDays: 28 },
  focus: { rule: { kind: "focus", measure: "every", days: 30 }, quietDays: 90 },
  targets: { rule: { kind: "target" }, quietDays: 0 },
};
