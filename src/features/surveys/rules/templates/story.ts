import { definitionSchema, type Template } from "../../contract.ts";
import { inLanguages, noSecrets, plainEnding, productLanguageSet } from "./wording.ts";

/** R72: an experience is told as a story: how it began, where it turned, how it ended, and who else has heard it. */
export const story: Template = {
  key: "story",
  programme: "transactional",
  name: inLanguages("A story", "История", "Історія"),
  summary: inLanguages(
    "What happened from beginning to end, in the customer's words, and whether the story was told on.",
    "Что произошло от начала до конца, словами клиента, и рассказали ли эту историю дальше.",
    "Що сталося від початку до кінця, словами клієнта, і чи розповіли цю історію далі.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages("Tell us your story", "Расскажите свою историю", "Розкажіть свою історію"),
    intro: inLanguages(
      "Five short questions, two or three minutes. What happened matters to us, good or bad.",
      "Пять коротких вопросов, две-три минуты. Нам важно, что произошло, хорошее или плохое.",
      "П’ять коротких запитань, дві-три хвилини. Нам важливо, що сталося, добре чи погане.",
    ),
    pages: [
      {
        key: "score",
        questions: [
          {
            kind: "recommendation",
            key: "score",
            required: true,
            title: inLanguages(
              "After this, how likely are you to recommend us to friends or colleagues?",
              "Насколько вероятно, что после этого вы порекомендуете нас друзьям или коллегам?",
              "Наскільки ймовірно, що після цього ви порекомендуєте нас друзям чи колегам?",
            ),
            lowLabel: inLanguages("Not at all likely", "Точно не порекомендую", "Точно не порекомендую"),
            highLabel: inLanguages("Extremely likely", "Обязательно порекомендую", "Обов’язково порекомендую"),
          },
        ],
      },
      part(
        "beginning",
        "How did it begin: what did you want?",
        "С чего всё началось: чего вы хотели?",
        "З чого все почалося: чого ви хотіли?",
      ),
      part("turn", "What happened then?", "Что произошло потом?", "Що сталося потім?"),
      part("end", "How did it end for you?", "Чем это закончилось для вас?", "Чим це закінчилося для вас?"),
      {
        key: "shared",
        questions: [
          {
            kind: "multiple",
            key: "shared",
            title: inLanguages(
              "Whom have you told about it?",
              "Кому вы об этом рассказали?",
              "Кому ви про це розповіли?",
            ),
            options: [
              { key: "family", label: inLanguages("Family or friends", "Родным или друзьям", "Рідним чи друзям") },
              { key: "colleagues", label: inLanguages("Colleagues", "Коллегам", "Колегам") },
              {
                key: "public",
                label: inLanguages(
                  "In public: network, review",
                  "Публично: соцсеть, отзыв",
                  "Публічно: соцмережа, відгук",
                ),
              },
              { key: "nobody", label: inLanguages("Nobody so far", "Пока никому", "Поки нікому"), exclusive: true },
            ],
          },
        ],
      },
    ],
    endings: [plainEnding],
  }),
};

/** One part of the story on a page of its own. */
function part(key: string, en: string, ru: string, uk: string) {
  return { key, questions: [{ kind: "text", key, title: inLanguages(en, ru, uk), help: noSecrets }] };
}
