import type { LocalText } from "#kit/language";

import type { ReadyWords } from "./new-questions.ts";

type Words = readonly [en: string, ru: string, uk: string];

const choices = {
  option1: ["First option", "Первый вариант", "Перший варіант"],
  option2: ["Second option", "Второй вариант", "Другий варіант"],
  option3: ["Third option", "Третий вариант", "Третій варіант"],
} as const satisfies Readonly<Record<string, Words>>;

const dissatisfied: Words = ["Very dissatisfied", "Совсем не устраивает", "Зовсім не влаштовує"];
const satisfied: Words = ["Very satisfied", "Полностью устраивает", "Повністю влаштовує"];

/** Wordings that are asked as they stand; whoever adds a question may change them. */
const table: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  recommendation: {
    title: [
      "How likely are you to recommend us to a friend or colleague?",
      "Насколько вероятно, что вы порекомендуете нас друзьям или коллегам?",
      "Наскільки ймовірно, що ви порекомендуєте нас друзям або колегам?",
    ],
    low: ["Not at all likely", "Точно не порекомендую", "Точно не порекомендую"],
    high: ["Extremely likely", "Обязательно порекомендую", "Обов’язково порекомендую"],
  },
  satisfaction: {
    title: ["How satisfied are you?", "Насколько вы довольны?", "Наскільки ви задоволені?"],
    low: dissatisfied,
    high: satisfied,
  },
  effort: {
    title: [
      "It was easy to get done what I came for.",
      "Мне было легко решить свой вопрос.",
      "Мені було легко розв’язати своє питання.",
    ],
    low: ["Strongly disagree", "Совершенно не согласен", "Цілковито не згоден"],
    high: ["Strongly agree", "Полностью согласен", "Повністю згоден"],
  },
  rating: { title: ["How was it?", "Как всё прошло?", "Як усе пройшло?"] },
  expectation: {
    title: [
      "What did you expect, and what did you get?",
      "Чего вы ждали и что получили?",
      "Чого ви чекали і що отримали?",
    ],
    low: ["Very poor", "Очень плохо", "Дуже погано"],
    high: ["Excellent", "Отлично", "Чудово"],
    expectation: ["What I expected", "Чего я ждал", "Чого я чекав"],
    result: ["What I got", "Что я получил", "Що я отримав"],
  },
  why: { title: ["Why?", "Почему?", "Чому?"] },
  short: { title: ["In a few words", "В двух словах", "Кількома словами"] },
  single: {
    title: ["Which of these fits best?", "Что из этого подходит лучше всего?", "Що з цього підходить найкраще?"],
    ...choices,
  },
  multiple: { title: ["Which of these fit?", "Что из этого подходит?", "Що з цього підходить?"], ...choices },
  ranking: {
    title: ["What matters most to you?", "Что для вас важнее всего?", "Що для вас найважливіше?"],
    ...choices,
  },
  matrix: {
    title: [
      "How satisfied are you with each of these?",
      "Насколько вы довольны каждым из этого?",
      "Наскільки ви задоволені кожним із цього?",
    ],
    row1: ["Speed", "Скорость", "Швидкість"],
    row2: ["People", "Люди", "Люди"],
    column1: dissatisfied,
    column2: ["Dissatisfied", "Скорее не устраивает", "Скоріше не влаштовує"],
    column3: ["Neither", "И да, и нет", "І так, і ні"],
    column4: ["Satisfied", "Скорее устраивает", "Скоріше влаштовує"],
    column5: satisfied,
  },
  number: { title: ["How many?", "Сколько?", "Скільки?"] },
  date: { title: ["When was it?", "Когда это было?", "Коли це було?"] },
  consent: {
    title: [
      "You may contact me about my answer.",
      "Со мной можно связаться по поводу ответа.",
      "Зі мною можна зв’язатися щодо відповіді.",
    ],
  },
  statement: { title: ["One more thing", "И ещё одно", "І ще одне"] },
};

/** Ready words of new questions in those of the wanted languages that have them. */
export function readyWords(languages: readonly string[]): ReadyWords {
  return (id, part): LocalText => {
    const [en, ru, uk] = table[id]?.[part] ?? [];
    const words = { en, ru, uk };
    return Object.fromEntries(
      Object.entries(words).filter(
        (entry): entry is [string, string] => entry[1] !== undefined && languages.includes(entry[0]),
      ),
    );
  };
}
