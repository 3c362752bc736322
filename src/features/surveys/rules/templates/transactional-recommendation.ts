import { definitionSchema, type Template } from "../../contract.ts";
import {
  inLanguages,
  productLanguageSet,
  recommendationEndings,
  recommendationEnds,
  whyByRecommendation,
} from "./wording.ts";

/** How one contact went: a score, why, and whether the matter was settled. */
export const transactionalRecommendation: Template = {
  key: "transactional-nps",
  programme: "transactional",
  name: inLanguages(
    "Recommendation: after a contact",
    "Рекомендация: после обращения",
    "Рекомендація: після звернення",
  ),
  summary: inLanguages(
    "Sent soon after a call, visit or purchase: the score, why, and whether the matter was settled.",
    "Отправляется вскоре после звонка, визита или покупки: оценка, причина и решён ли вопрос.",
    "Надсилається невдовзі після дзвінка, візиту чи покупки: оцінка, причина і чи розв’язано питання.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages(
      "Your recent contact with us",
      "Ваше недавнее обращение к нам",
      "Ваше нещодавнє звернення до нас",
    ),
    intro: inLanguages(
      "Three questions about your last contact with us, about a minute.",
      "Три вопроса о вашем последнем обращении, около минуты.",
      "Три запитання про ваше останнє звернення, близько хвилини.",
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
              "After this contact, how likely are you to recommend us to a friend or colleague?",
              "Насколько вероятно, что после этого обращения вы порекомендуете нас друзьям или коллегам?",
              "Наскільки ймовірно, що після цього звернення ви порекомендуєте нас друзям або колегам?",
            ),
            ...recommendationEnds,
          },
        ],
      },
      {
        key: "why",
        questions: whyByRecommendation({
          high: inLanguages(
            "What did we do especially well?",
            "Что мы сделали особенно хорошо?",
            "Що ми зробили особливо добре?",
          ),
          middle: inLanguages(
            "What would have made this contact better?",
            "Что сделало бы это обращение лучше?",
            "Що зробило б це звернення кращим?",
          ),
          low: inLanguages("What went wrong?", "Что пошло не так?", "Що пішло не так?"),
        }),
      },
      {
        key: "settled",
        questions: [
          {
            kind: "single",
            key: "settled",
            title: inLanguages("Has your matter been settled?", "Ваш вопрос решён?", "Ваше питання розв’язано?"),
            options: [
              { key: "yes", label: inLanguages("Yes, completely", "Да, полностью", "Так, повністю") },
              { key: "partly", label: inLanguages("Partly", "Частично", "Частково") },
              { key: "no", label: inLanguages("No", "Нет", "Ні") },
            ],
          },
        ],
      },
    ],
    endings: recommendationEndings,
  }),
};
