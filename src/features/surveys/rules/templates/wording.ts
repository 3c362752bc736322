import type { LocalText } from "#kit/language";

/** A text in the three product languages. */
export function inLanguages(en: string, ru: string, uk: string): LocalText & { en: string; ru: string; uk: string } {
  return { en, ru, uk };
}

/** What every template's definition begins with. */
export const productLanguageSet = { languages: ["en", "ru", "uk"], defaultLanguage: "en" };

/** Asked under every open question: people write card numbers otherwise. */
export const noSecrets = inLanguages(
  "In your own words. Please leave out card numbers and passwords.",
  "Своими словами. Пожалуйста, не указывайте номера карт и пароли.",
  "Своїми словами. Будь ласка, не вказуйте номерів карток і паролів.",
);

/** Ends of the recommendation scale. */
export const recommendationEnds = {
  lowLabel: inLanguages("Not at all likely", "Точно не порекомендую", "Точно не порекомендую"),
  highLabel: inLanguages("Extremely likely", "Обязательно порекомендую", "Обов’язково порекомендую"),
};

/** One open question after the score, worded by the score (detractors to 6, passives 7–8, promoters from 9). */
export function whyByRecommendation(wording: {
  readonly high: LocalText;
  readonly middle: LocalText;
  readonly low: LocalText;
}) {
  const open = { kind: "text" as const, help: noSecrets };
  return [
    { ...open, key: "why_high", title: wording.high, condition: { field: "score", op: "gte" as const, value: 9 } },
    {
      ...open,
      key: "why_middle",
      title: wording.middle,
      condition: { field: "score", op: "between" as const, value: [7, 8] },
    },
    { ...open, key: "why_low", title: wording.low, condition: { field: "score", op: "lte" as const, value: 6 } },
  ];
}

/** The last ending of every template: what happens with the answer. */
export const plainEnding = {
  key: "thanks",
  title: inLanguages("Thank you", "Спасибо", "Дякуємо"),
  text: inLanguages(
    "Your answer has arrived. It is read together with the others to decide what to improve first.",
    "Ваш ответ получен. Вместе с другими он помогает решить, что улучшить в первую очередь.",
    "Вашу відповідь отримано. Разом з іншими вона допомагає вирішити, що поліпшити насамперед.",
  ),
};

/** Shown to those who are content. */
export const gladEnding = {
  key: "glad",
  title: inLanguages(
    "Thank you, we are glad to hear it",
    "Спасибо, нам приятно это слышать",
    "Дякуємо, нам приємно це чути",
  ),
  text: inLanguages(
    "We will pass your words on to the people who earned them.",
    "Мы передадим ваши слова тем, кто их заслужил.",
    "Ми передамо ваші слова тим, хто на них заслужив.",
  ),
};

/** Shown to those who are not. */
export const frankEnding = {
  key: "frank",
  title: inLanguages("Thank you for being frank", "Спасибо за откровенность", "Дякуємо за відвертість"),
  text: inLanguages(
    "We are sorry it was not what you expected. Your answer goes to the people who can change it.",
    "Нам жаль, что вышло не так, как вы ожидали. Ваш ответ увидят те, кто может это исправить.",
    "Нам прикро, що вийшло не так, як ви сподівалися. Вашу відповідь побачать ті, хто може це виправити.",
  ),
};

/** The three endings by a 0–10 recommendation. */
export const recommendationEndings = [
  { ...gladEnding, condition: { field: "score", op: "gte" as const, value: 9 } },
  { ...frankEnding, condition: { field: "score", op: "lte" as const, value: 6 } },
  plainEnding,
];
